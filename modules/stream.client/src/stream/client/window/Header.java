package stream.client.window;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.time.Duration;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import stream.client.publish.Figures;

/// The top of the window: name, whether one is live and for how long, who watches.
final class Header extends JPanel {
    private static final long serialVersionUID = 1L;

    private final transient Texts texts;
    private final transient Palette palette;
    private final Pill pill;
    private final JLabel time = new JLabel();
    private final JLabel viewers = new JLabel(LineIcon.VIEWERS);
    private final JLabel title = new JLabel();
    private final JButton page;
    private final JToggleButton chat = new JToggleButton(LineIcon.CHAT);

    /// @param toggleChat shows the chat or folds it
    Header(Texts texts, Palette palette, Runnable openPage, Runnable toggleChat, Component choices) {
        this.texts = texts;
        this.palette = palette;
        setLayout(new BoxLayout(this, BoxLayout.X_AXIS));
        setOpaque(false);
        setBorder(BorderFactory.createEmptyBorder(0, 2, 0, 0));
        pill = new Pill(palette);
        var name = new JLabel("Ström", new Mark(30), JLabel.LEADING);
        name.setIconTextGap(10);
        name.setFont(name.getFont().deriveFont(Font.BOLD, 20f));
        time.setFont(time.getFont().deriveFont(Font.BOLD));
        title.setForeground(palette.soft());
        // A title may be long; it gives way to everything else.
        title.setMinimumSize(new Dimension(0, 0));
        page = new JButton(texts.text("page.open"), LineIcon.OPEN);
        page.setToolTipText(texts.text("page.tip"));
        page.addActionListener(_ -> openPage.run());
        chat.setToolTipText(texts.text("chat.tip"));
        chat.getAccessibleContext().setAccessibleName(texts.text("chat.title"));
        chat.addActionListener(_ -> toggleChat.run());
        for (var part : new Component[] {
            name, Box.createHorizontalStrut(18), pill, Box.createHorizontalStrut(12), time,
            Box.createHorizontalStrut(16), viewers, Box.createHorizontalStrut(16), title,
            Box.createHorizontalGlue(), Box.createHorizontalStrut(12), page, Box.createHorizontalStrut(8),
            chat, Box.createHorizontalStrut(8), choices
        }) {
            add(part);
        }
        show(StreamState.START);
    }

    void show(StreamState state) {
        boolean live = state.phase() == StreamState.Phase.LIVE;
        switch (state.phase()) {
            case IDLE -> pill.show(texts.text("state.idle"), palette.tint(), palette.ink(), palette.soft());
            case CONNECTING ->
                pill.show(texts.text("state.connecting"), palette.tint(), palette.ink(), palette.accent());
            case LIVE -> pill.show(texts.text("state.live"), palette.live(), palette.onLive(), palette.onLive());
            case WAITING ->
                pill.show(texts.text("state.waiting"), palette.problemTint(), palette.problem(), palette.problem());
        }
        time.setVisible(state.isOn() && !time.getText().isEmpty());
        viewers.setVisible(live);
        viewers.setText(texts.text("viewers", state.viewers()));
        title.setVisible(state.isOn());
        title.setText(state.channel().map(channel -> channel.title()).orElse(""));
        page.setVisible(state.channel().isPresent());
    }

    void show(Figures figures) {
        time.setText(clock(figures.live()));
        time.setVisible(!figures.live().isZero());
    }

    void showChatShown(boolean shown) {
        chat.setSelected(shown);
    }

    /// Forgets the time of the stream before.
    void reset() {
        time.setText("");
        time.setVisible(false);
    }

    static String clock(Duration live) {
        return live.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", live.toHours(), live.toMinutesPart(), live.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", live.toMinutesPart(), live.toSecondsPart());
    }
}
