package stream.client.window;

import java.awt.BorderLayout;
import java.awt.Font;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JTextArea;
import stream.client.publish.Setback;

/// Says in plain words what is wrong, and offers what helps.
final class Banner extends Card {
    private static final long serialVersionUID = 1L;

    private final transient Texts texts;
    private final transient Runnable tryNow;
    private final transient Runnable openDashboard;
    /// A text area, since a sentence in a narrow window has to break into lines.
    private final JTextArea sentence = new JTextArea();
    private final JButton help = new JButton();
    private transient Runnable action = () -> {};

    Banner(Texts texts, Palette palette, Runnable tryNow, Runnable openDashboard) {
        super(new BorderLayout(12, 0), palette.problemTint(), palette.problem(), 8, 14);
        this.texts = texts;
        this.tryNow = tryNow;
        this.openDashboard = openDashboard;
        sentence.setEditable(false);
        sentence.setFocusable(false);
        sentence.setOpaque(false);
        sentence.setLineWrap(true);
        sentence.setWrapStyleWord(true);
        sentence.setForeground(palette.problem());
        sentence.setFont(getFont().deriveFont(Font.BOLD));
        sentence.setBorder(BorderFactory.createEmptyBorder(5, 0, 5, 0));
        help.addActionListener(_ -> action.run());
        add(sentence);
        add(help, BorderLayout.EAST);
        setVisible(false);
    }

    /// Shows the trouble of the stream, or nothing when there is none. To be called again each second,
    /// as it counts the time to the next attempt.
    void show(StreamState state, long nowNanos) {
        if (state.trouble().isEmpty()) {
            setVisible(false);
            return;
        }
        var setback = state.trouble().get();
        var words = texts.text("trouble." + setback.kind());
        if (!setback.detail().isEmpty() && saysMore(setback.kind())) {
            words = texts.text("trouble.detail", words, setback.detail());
        }
        switch (state.phase()) {
            case WAITING -> {
                long seconds = Math.max(1, Math.ceilDiv(state.retryAtNanos() - nowNanos, 1_000_000_000L));
                show(texts.text("banner.retry", words, seconds), texts.text("banner.trynow"), tryNow);
            }
            case CONNECTING -> show(texts.text("banner.retrying", words), "", () -> {});
            case IDLE, LIVE -> {
                boolean aboutKey =
                        setback.kind() == Setback.Kind.WRONG_KEY || setback.kind() == Setback.Kind.KEY_REVOKED;
                show(words, aboutKey ? texts.text("banner.dashboard") : "", openDashboard);
            }
        }
    }

    /// Whether the server's own words add to ours.
    private static boolean saysMore(Setback.Kind kind) {
        return switch (kind) {
            case REFUSED, ENDED_BY_SERVER, ENCODER_FAILED, BUSY, UNTRUSTED, NOT_A_SERVER -> true;
            case UNREACHABLE, WRONG_KEY, KEY_REVOKED, TAKEN_OVER, ENDED_BY_ADMIN, BANNED, LOST, SERVER_STOPPING -> false;
        };
    }

    /// Shows a sentence of its own, until the next state.
    void say(String words) {
        show(words, "", () -> {});
    }

    private void show(String words, String button, Runnable action) {
        if (!words.equals(sentence.getText())) {
            sentence.setText(words);
            getAccessibleContext().setAccessibleName(words);
        }
        this.action = action;
        help.setText(button);
        help.setVisible(!button.isEmpty());
        setVisible(true);
    }
}
