package stream.client.window;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;

/// The buttons that go live and hide the picture, always in sight.
final class StartBar extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int BUTTON_WIDTH = 150;
    private static final int BUTTON_HEIGHT = 40;

    private final transient Texts texts;
    private final transient Palette palette;
    private final JButton start = new JButton();
    private final JButton hide = new JButton();

    /// @param note lies beside the buttons
    /// @param toggle pressed the button that goes live or stops
    /// @param toggleHidden pressed Hide or Show again
    StartBar(Texts texts, Palette palette, JLabel note, Runnable toggle, Runnable toggleHidden) {
        super(new BorderLayout(12, 0));
        this.texts = texts;
        this.palette = palette;
        setOpaque(false);
        note.setMinimumSize(new Dimension(0, 0));
        start.setFont(start.getFont().deriveFont(Font.BOLD, start.getFont().getSize2D() + 2f));
        start.addActionListener(_ -> toggle.run());
        hide.addActionListener(_ -> toggleHidden.run());
        hide.setToolTipText(texts.text("form.hide.tip"));
        var buttons = new JPanel(new BorderLayout(10, 0));
        buttons.setOpaque(false);
        buttons.add(hide);
        buttons.add(start, BorderLayout.EAST);
        add(note);
        add(buttons, BorderLayout.EAST);
        start.putClientProperty(FlatClientProperties.MINIMUM_WIDTH, BUTTON_WIDTH);
        start.putClientProperty(FlatClientProperties.MINIMUM_HEIGHT, BUTTON_HEIGHT);
        show(StreamState.START, false);
        showHidden(false);
    }

    /// @param canShow whether there is anything to show
    void show(StreamState state, boolean canShow) {
        boolean on = state.isOn();
        start.setText(texts.text(on ? "form.stop" : "form.start"));
        start.putClientProperty(
                FlatClientProperties.STYLE,
                on
                        ? buttonStyle(palette.live(), palette.live(), palette.onLive())
                        : buttonStyle(palette.accent(), palette.accentStrong(), palette.onAccent()));
        start.setEnabled(canShow);
        hide.setEnabled(canShow);
    }

    void showHidden(boolean hidden) {
        hide.setText(texts.text(hidden ? "form.show" : "form.hide"));
        hide.putClientProperty(
                FlatClientProperties.STYLE,
                hidden ? buttonStyle(palette.problem(), palette.problem(), palette.surface()) : null);
    }

    private static String buttonStyle(Color ground, Color underPointer, Color ink) {
        return String.format(
                "background: %1$s; focusedBackground: %1$s; hoverBackground: %2$s; pressedBackground: %2$s;"
                        + " foreground: %3$s; borderWidth: 0; innerFocusWidth: 2",
                Palette.hex(ground), Palette.hex(underPointer), Palette.hex(ink));
    }

    void takeFocus() {
        start.requestFocusInWindow();
    }
}
