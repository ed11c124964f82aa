package stream.client.window;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.function.Predicate;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.JTextPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.SwingUtilities;
import javax.swing.text.BadLocationException;
import javax.swing.text.MutableAttributeSet;
import javax.swing.text.SimpleAttributeSet;
import javax.swing.text.StyleConstants;
import stream.common.control.ChatMessage;

/// The chat of one's channel, with a line to write in. It follows the newest line unless one has
/// scrolled up to read.
final class ChatPanel extends Card {
    private static final long serialVersionUID = 1L;
    /// Older lines are on the channel's page.
    private static final int MOST_LINES = 500;
    /// The server takes no longer line (PROTOCOL.md).
    private static final int MOST_CHARACTERS = 500;
    /// The attribute of a paragraph that says which line of chat it is.
    private static final String LINE_ID = "line-id";
    /// For a paragraph that is none; ids are times and never so small.
    private static final long NO_LINE = 0;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);

    private final transient Texts texts;
    private final transient Palette palette;
    private final JTextPane lines = new JTextPane();
    private final JScrollPane scroll = new JScrollPane(lines);
    private final JTextField field = new JTextField();
    private final JButton send;
    private int count;
    private boolean live;

    /// @param say sends a line, and tells whether it went
    ChatPanel(Texts texts, Palette palette, Predicate<String> say) {
        super(new BorderLayout(0, 10), palette.surface(), palette.line(), 14, 14);
        this.texts = texts;
        this.palette = palette;
        var title = new JLabel(texts.text("chat.title"));
        title.setFont(title.getFont().deriveFont(Font.BOLD, title.getFont().getSize2D() + 2f));
        lines.setEditable(false);
        lines.getAccessibleContext().setAccessibleName(texts.text("chat.name"));
        lines.setBorder(BorderFactory.createEmptyBorder());
        lines.setOpaque(false);
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        scroll.setBorder(BorderFactory.createEmptyBorder());
        scroll.setHorizontalScrollBarPolicy(ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        field.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, texts.text("chat.hint"));
        field.getAccessibleContext().setAccessibleName(texts.text("chat.hint"));
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
            if (!text.isEmpty() && text.length() <= MOST_CHARACTERS && say.test(text)) {
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
        if (count == 0 && (lines.getText().isEmpty() || live != nowLive)) {
            lines.setText("");
            append(texts.text(nowLive ? "chat.quiet" : "chat.empty"), plain(palette.soft()));
        }
        live = nowLive;
    }

    /// Forgets all lines: a new stream begins, and the server will tell the last ones again.
    void clear() {
        lines.setText("");
        count = 0;
    }

    /// Lets one write at once.
    void takeFocus() {
        field.requestFocusInWindow();
    }

    void add(List<ChatMessage> messages) {
        boolean following = isAtEnd();
        if (count == 0) {
            lines.setText("");
        }
        for (var message : messages) {
            append((count == 0 ? "" : "\n") + clock(message.atMillis()) + "  ", plain(palette.soft()));
            append(message.name() + "  ", name(message.name()));
            append(message.text(), plain(palette.ink()));
            mark(message.id());
            count++;
        }
        trim();
        if (following) {
            SwingUtilities.invokeLater(() -> lines.setCaretPosition(lines.getDocument().getLength()));
        }
    }

    /// Takes lines away that moderators removed.
    void remove(List<Long> ids) {
        var document = lines.getStyledDocument();
        var root = document.getDefaultRootElement();
        for (int i = root.getElementCount() - 1; i >= 0; i--) {
            var line = root.getElement(i);
            if (!ids.contains(line.getAttributes().getAttribute(LINE_ID))) {
                continue;
            }
            // The last line has no end of its own: it goes with the end of the one before.
            boolean last = i == root.getElementCount() - 1;
            int from = last ? Math.max(0, line.getStartOffset() - 1) : line.getStartOffset();
            int to = last ? document.getLength() : line.getEndOffset();
            try {
                document.remove(from, to - from);
            } catch (BadLocationException e) {
                throw new IllegalStateException(e);
            }
            count--;
        }
    }

    /// Notes which line the last paragraph is; it begins as a copy of the one before.
    private void mark(long id) {
        var attributes = new SimpleAttributeSet();
        attributes.addAttribute(LINE_ID, id);
        var document = lines.getStyledDocument();
        document.setParagraphAttributes(document.getLength(), 0, attributes, true);
    }

    /// A sentence of the server for the user.
    void note(String sentence) {
        append((lines.getText().isEmpty() ? "" : "\n") + sentence, plain(palette.problem()));
        mark(NO_LINE);
        lines.setCaretPosition(lines.getDocument().getLength());
        count++;
    }

    private boolean isAtEnd() {
        var bar = scroll.getVerticalScrollBar();
        return bar.getValue() + bar.getVisibleAmount() >= bar.getMaximum() - 20;
    }

    private void trim() {
        var root = lines.getDocument().getDefaultRootElement();
        int surplus = root.getElementCount() - MOST_LINES;
        if (surplus > 0) {
            try {
                lines.getDocument().remove(0, root.getElement(surplus - 1).getEndOffset());
            } catch (BadLocationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void append(String text, MutableAttributeSet style) {
        try {
            var document = lines.getDocument();
            document.insertString(document.getLength(), text, style);
        } catch (BadLocationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MutableAttributeSet plain(Color color) {
        var style = new SimpleAttributeSet();
        StyleConstants.setForeground(style, color);
        return style;
    }

    /// Everybody has a colour of their own, bright on dark and dark on bright.
    private MutableAttributeSet name(String name) {
        float hue = (name.toLowerCase(texts.locale()).hashCode() * 0x9E3779B9 >>> 8) / (float) (1 << 24);
        var style = plain(Color.getHSBColor(hue, palette.dark() ? 0.45f : 0.85f, palette.dark() ? 0.95f : 0.5f));
        StyleConstants.setBold(style, true);
        return style;
    }

    private String clock(long atMillis) {
        return CLOCK.withLocale(texts.locale()).withZone(ZoneId.systemDefault()).format(Instant.ofEpochMilli(atMillis));
    }
}
