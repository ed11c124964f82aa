package stream.client.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
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
    private static final Dimension MIN_SIZE = new Dimension(600, 400);
    /// A narrower window folds the chat.
    private static final int ROOM_FOR_CHAT = 1060;

    private final transient Texts texts;
    private ChatPanel chat;
    private Header header;
    private boolean hasRoom = true;
    private transient Optional<Boolean> wantsChat = Optional.empty();

    StreamWindow(Texts texts, Palette palette) {
        super(texts.text("window.title"));
        this.texts = texts;
        setIconImages(Mark.windowImages());
        setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        getContentPane().setBackground(palette.ground());
    }

    /// Fills the window.
    void fill(Panels panels) {
        chat = panels.chat();
        header = panels.header();
        var form = column(panels.figures(), column(panels.form(), panels.sound()));
        var middle = new JPanel(new BorderLayout(0, GAP));
        middle.setOpaque(false);
        middle.add(new FormColumn(panels.preview(), form));
        middle.add(panels.start(), BorderLayout.SOUTH);
        var all = new JPanel(new BorderLayout(GAP, GAP));
        all.setOpaque(false);
        all.setBorder(BorderFactory.createEmptyBorder(GAP, GAP + 2, GAP + 2, GAP + 2));
        all.add(column(header, panels.banner()), BorderLayout.NORTH);
        all.add(middle);
        all.add(chat, BorderLayout.EAST);
        getContentPane().removeAll();
        getContentPane().add(all);
        getRootPane().setDefaultButton(null);
        pack();
        var room = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        setMinimumSize(new Dimension(Math.min(MIN_SIZE.width, room.width), Math.min(MIN_SIZE.height, room.height)));
        setSize(Math.min(getWidth(), room.width), Math.min(getHeight(), room.height));
        foldChat();
        addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                foldChat();
            }
        });
    }

    /// Shows the chat where there is room for it, or as the user wants it.
    private void foldChat() {
        boolean roomy = getWidth() >= ROOM_FOR_CHAT;
        if (roomy != hasRoom) {
            hasRoom = roomy;
            wantsChat = Optional.empty();
        }
        boolean shown = wantsChat.orElse(roomy);
        chat.setVisible(shown);
        header.showChatShown(shown);
        revalidate();
    }

    /// Shows the chat, or takes its room for the rest.
    void toggleChat() {
        wantsChat = Optional.of(!chat.isVisible());
        foldChat();
    }

    /// Says in the title whether one is live, and for how long.
    void show(StreamState state, Duration live) {
        var name = texts.text("window.title");
        if (!state.isOn()) {
            setTitle(name);
            return;
        }
        var phase = texts.text("state." + state.phase().name().toLowerCase(Locale.ROOT));
        var clock = state.phase() == StreamState.Phase.LIVE ? " " + Header.clock(live) : "";
        setTitle(phase + clock + " · " + name);
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
        return confirms("close", texts.text("close.question"));
    }

    /// Whether the user wants to open a page of somebody else, while others may see the screen.
    boolean confirmsLink(URI page) {
        return confirms("link", page.toString());
    }

    /// @param name of the texts: `name.title`, `name.yes` and `name.no`
    private boolean confirms(String name, String question) {
        var answers = new Object[] {texts.text(name + ".yes"), texts.text(name + ".no")};
        return JOptionPane.showOptionDialog(
                        this,
                        question,
                        texts.text(name + ".title"),
                        JOptionPane.YES_NO_OPTION,
                        JOptionPane.QUESTION_MESSAGE,
                        null,
                        answers,
                        answers[1])
                == JOptionPane.YES_OPTION;
    }
}
