package stream.client.window;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Font;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.ScrollPaneConstants;
import javax.swing.SwingUtilities;
import stream.common.control.ChannelState;
import stream.common.control.ChatMessage;

/// The chat of one's channel, with a line to write in. It follows the newest message unless one has
/// scrolled up to read.
final class ChatPanel extends Card {
    private static final long serialVersionUID = 1L;
    /// The server takes no longer message (PROTOCOL.md).
    private static final int MAX_CHARACTERS = 500;
    /// So near the end, one still follows.
    private static final int AT_END_PIXELS = 20;

    private final transient Texts texts;
    private final ChatLog log;
    private final JScrollPane scroll;
    private final JTextField field = new JTextField();
    private final JButton send;
    private boolean live;

    /// @param say sends a message, and tells whether it went
    /// @param open opens the page that a link leads to
    ChatPanel(Texts texts, Palette palette, Predicate<String> say, Consumer<URI> open) {
        super(new BorderLayout(0, 10), palette.surface(), palette.line(), 14, 14);
        this.texts = texts;
        log = new ChatLog(texts, palette, open);
        scroll = new JScrollPane(log);
        var title = new JLabel(texts.text("chat.title"));
        title.setFont(title.getFont().deriveFont(Font.BOLD, title.getFont().getSize2D() + 2f));
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        scroll.setBorder(BorderFactory.createEmptyBorder());
        scroll.setHorizontalScrollBarPolicy(ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        field.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, texts.text("chat.hint"));
        field.getAccessibleContext().setAccessibleName(texts.text("chat.hint"));
        EditMenu.addTo(field, texts);
        send = new JButton(texts.text("chat.send"));
        var foot = new JPanel(new BorderLayout(8, 0));
        foot.setOpaque(false);
        foot.add(field);
        foot.add(send, BorderLayout.EAST);
        field.setPreferredSize(new Dimension(80, 34));
        add(title, BorderLayout.NORTH);
        add(scroll);
        add(foot, BorderLayout.SOUTH);
        setPreferredSize(new Dimension(300, 300));
        Runnable submit = () -> {
            var text = field.getText().strip();
            if (!text.isEmpty() && text.codePointCount(0, text.length()) <= MAX_CHARACTERS && say.test(text)) {
                field.setText("");
            }
        };
        field.addActionListener(_ -> submit.run());
        send.addActionListener(_ -> submit.run());
        show(StreamState.START);
    }

    void show(StreamState state) {
        boolean nowLive = state.phase() == StreamState.Phase.LIVE;
        field.setEnabled(state.isOn());
        send.setEnabled(nowLive);
        log.streamer(state.channel().map(ChannelState::name).orElse(""));
        if (log.isEmpty() && (log.getText().isEmpty() || live != nowLive)) {
            log.say(texts.text(nowLive ? "chat.quiet" : "chat.empty"));
        }
        live = nowLive;
    }

    /// Forgets all messages: a new stream begins, and the server will send the last ones again.
    void clear() {
        log.clear();
    }

    /// Lets one write at once.
    void takeFocus() {
        field.requestFocusInWindow();
    }

    void add(List<ChatMessage> messages) {
        boolean following = isAtEnd();
        messages.forEach(log::add);
        if (following) {
            SwingUtilities.invokeLater(this::toEnd);
        }
    }

    void remove(List<Long> ids) {
        log.remove(ids);
    }

    /// A sentence of the server for the user.
    void note(String sentence) {
        log.note(sentence);
        toEnd();
    }

    private void toEnd() {
        log.setCaretPosition(log.getDocument().getLength());
    }

    private boolean isAtEnd() {
        var bar = scroll.getVerticalScrollBar();
        return bar.getValue() + bar.getVisibleAmount() >= bar.getMaximum() - AT_END_PIXELS;
    }
}
