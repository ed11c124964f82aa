package stream.client.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.WindowConstants;

/// The window itself: puts the panels in their places.
final class StreamWindow extends JFrame {
    private static final long serialVersionUID = 1L;
    private static final int GAP = 12;

    private final transient Texts texts;

    StreamWindow(Texts texts, Palette palette) {
        super(texts.text("window.title"));
        this.texts = texts;
        setIconImages(Mark.windowImages());
        setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        getContentPane().setBackground(palette.ground());
        setMinimumSize(new Dimension(760, 640));
    }

    /// Fills the window.
    void fill(Header header, Banner banner, PreviewPanel preview, FiguresPanel figures, SoundPanel sound,
            SettingsPanel settings, ChatPanel chat) {
        var top = column(header, banner);
        var middle = new JPanel(new BorderLayout(0, GAP));
        middle.setOpaque(false);
        middle.add(preview);
        middle.add(column(figures, column(sound, settings)), BorderLayout.SOUTH);
        var all = new JPanel(new BorderLayout(GAP, GAP));
        all.setOpaque(false);
        all.setBorder(BorderFactory.createEmptyBorder(GAP, GAP + 2, GAP + 2, GAP + 2));
        all.add(top, BorderLayout.NORTH);
        all.add(middle);
        all.add(chat, BorderLayout.EAST);
        getContentPane().removeAll();
        getContentPane().add(all);
        getRootPane().setDefaultButton(null);
        pack();
        // The preview gives way on a small screen, so that Start is never below its edge.
        var room = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        setSize(Math.min(getWidth(), room.width), Math.min(getHeight(), room.height));
    }

    /// One above the other; what is hidden leaves no gap.
    private static JPanel column(JPanel above, JPanel below) {
        var column = new JPanel(new BorderLayout(0, GAP));
        column.setOpaque(false);
        column.add(above, BorderLayout.NORTH);
        column.add(below);
        return column;
    }

    /// Calls `close` when the user wants the window to go.
    void onClose(Runnable close) {
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                close.run();
            }
        });
    }

    /// Calls `action` when this key is pressed anywhere in the window.
    void onKey(String stroke, Runnable action) {
        getRootPane().registerKeyboardAction(
                _ -> action.run(), KeyStroke.getKeyStroke(stroke), JComponent.WHEN_IN_FOCUSED_WINDOW);
    }

    /// Calls `change` whenever the window may have become visible or hidden, active or not.
    void onAttention(Runnable change) {
        var listener = new WindowAdapter() {
            @Override
            public void windowStateChanged(WindowEvent event) {
                change.run();
            }

            @Override
            public void windowActivated(WindowEvent event) {
                change.run();
            }

            @Override
            public void windowDeactivated(WindowEvent event) {
                change.run();
            }
        };
        addWindowListener(listener);
        addWindowStateListener(listener);
    }

    /// Shows the window above others, also when it was minimised.
    void comeForward() {
        setExtendedState(getExtendedState() & ~ICONIFIED);
        setVisible(true);
        toFront();
    }

    boolean isMinimised() {
        return (getExtendedState() & ICONIFIED) != 0;
    }

    /// Whether the user wants to end the stream to close the window.
    boolean confirmsEnd() {
        var answers = new Object[] {texts.text("close.yes"), texts.text("close.no")};
        return JOptionPane.showOptionDialog(
                        this,
                        texts.text("close.question"),
                        texts.text("close.title"),
                        JOptionPane.YES_NO_OPTION,
                        JOptionPane.QUESTION_MESSAGE,
                        null,
                        answers,
                        answers[1])
                == JOptionPane.YES_OPTION;
    }
}
