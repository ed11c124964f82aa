package stream.client.window;

import java.awt.Color;
import java.awt.Cursor;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JTextPane;
import javax.swing.KeyStroke;
import javax.swing.UIManager;
import javax.swing.text.AttributeSet;
import javax.swing.text.BadLocationException;
import javax.swing.text.MutableAttributeSet;
import javax.swing.text.SimpleAttributeSet;
import javax.swing.text.StyleConstants;
import stream.common.control.ChatMessage;
import stream.common.control.Role;

/// The messages of a chat, a paragraph each, with marks, names, mentions and links as on the pages.
final class ChatLog extends JTextPane {
    private static final long serialVersionUID = 1L;
    /// Older messages are on the channel's page.
    private static final int MAX_MESSAGES = 500;
    /// The attribute of a paragraph that says which message it is.
    private static final String MESSAGE_ID = "message-id";
    /// For a paragraph that is none; ids are times and never so small.
    private static final long NO_MESSAGE = 0;
    /// The attribute of text that leads to a page.
    private static final String PAGE = "page";
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);

    private final transient Texts texts;
    private final transient Palette palette;
    private String streamer = "";
    private int count;

    /// @param open opens the page that a link leads to
    ChatLog(Texts texts, Palette palette, Consumer<URI> open) {
        this.texts = texts;
        this.palette = palette;
        setFont(UIManager.getFont("Label.font"));
        setEditable(false);
        setOpaque(false);
        setBorder(BorderFactory.createEmptyBorder());
        getAccessibleContext().setAccessibleName(texts.text("chat.name"));
        EditMenu.addTo(this, texts);
        var pointer = new MouseAdapter() {
            @Override
            public void mouseMoved(MouseEvent event) {
                boolean over = pageAt(viewToModel2D(event.getPoint())).isPresent();
                setCursor(Cursor.getPredefinedCursor(over ? Cursor.HAND_CURSOR : Cursor.TEXT_CURSOR));
            }

            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getButton() == MouseEvent.BUTTON1) {
                    pageAt(viewToModel2D(event.getPoint())).ifPresent(open);
                }
            }
        };
        addMouseListener(pointer);
        addMouseMotionListener(pointer);
        registerKeyboardAction(
                _ -> pageAt(getCaretPosition()).ifPresent(open), KeyStroke.getKeyStroke("ENTER"),
                JComponent.WHEN_FOCUSED);
    }

    private Optional<URI> pageAt(int position) {
        return Optional.ofNullable(
                (URI) getStyledDocument().getCharacterElement(position).getAttributes().getAttribute(PAGE));
    }

    /// Whose channel it is: has a mark, and is the one who is spoken to.
    void streamer(String name) {
        streamer = name;
    }

    /// Whether nothing was said.
    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        setText("");
        count = 0;
    }

    /// Shows a sentence as long as there is nothing else.
    void say(String sentence) {
        setText("");
        append(sentence, plain(palette.soft()));
    }

    void add(ChatMessage message) {
        var role = message.name().equalsIgnoreCase(streamer) ? Role.STREAMER : message.role();
        begin();
        append(clock(message.atMillis()) + "  ", small(palette.soft()));
        if (role != Role.VIEWER) {
            append(" " + texts.text("chat." + role.code()) + " ", mark(role));
            append(" ", plain(palette.ink()));
        }
        append(message.name(), bold(NameColour.of(message.name(), palette.dark())));
        append(": ", plain(palette.soft()));
        TextPart.of(message.text()).forEach(this::append);
        end(message.id());
    }

    /// A sentence of the server, or about the picture, for the user.
    void note(String sentence) {
        begin();
        append(sentence, plain(palette.problem()));
        end(NO_MESSAGE);
    }

    /// Takes messages away that moderators removed.
    void remove(List<Long> ids) {
        var document = getStyledDocument();
        var root = document.getDefaultRootElement();
        for (int i = root.getElementCount() - 1; i >= 0; i--) {
            var message = root.getElement(i);
            if (!ids.contains(message.getAttributes().getAttribute(MESSAGE_ID))) {
                continue;
            }
            // The last message has no end of its own: it goes with the end of the one before.
            boolean last = i == root.getElementCount() - 1;
            int from = last ? Math.max(0, message.getStartOffset() - 1) : message.getStartOffset();
            cut(from, last ? document.getLength() : message.getEndOffset());
            count--;
        }
    }

    private void begin() {
        if (count == 0) {
            setText("");
        } else {
            append("\n", plain(palette.ink()));
        }
    }

    /// Notes which message the last paragraph is; it begins as a copy of the one before. What else the
    /// paragraph has stays, the font among it.
    private void end(long id) {
        var attributes = new SimpleAttributeSet();
        attributes.addAttribute(MESSAGE_ID, id);
        getStyledDocument().setParagraphAttributes(getDocument().getLength(), 0, attributes, false);
        count++;
        var root = getDocument().getDefaultRootElement();
        int surplus = root.getElementCount() - MAX_MESSAGES;
        if (surplus > 0) {
            cut(0, root.getElement(surplus - 1).getEndOffset());
        }
    }

    private void append(TextPart part) {
        append(part.text(), switch (part.kind()) {
            case TEXT -> plain(palette.ink());
            case MENTION -> mention(part.mentions(streamer));
            case LINK -> link(part.text());
        });
    }

    private void append(String text, AttributeSet style) {
        try {
            getDocument().insertString(getDocument().getLength(), text, style);
        } catch (BadLocationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void cut(int from, int to) {
        try {
            getDocument().remove(from, to - from);
        } catch (BadLocationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MutableAttributeSet plain(Color color) {
        var style = new SimpleAttributeSet();
        StyleConstants.setForeground(style, color);
        return style;
    }

    private static MutableAttributeSet bold(Color color) {
        var style = plain(color);
        StyleConstants.setBold(style, true);
        return style;
    }

    private MutableAttributeSet small(Color color) {
        var style = plain(color);
        StyleConstants.setFontSize(style, Math.round(getFont().getSize2D() * 0.8f));
        return style;
    }

    private MutableAttributeSet mark(Role role) {
        var style = small(switch (role) {
            case VIEWER, MODERATOR -> palette.accentStrong();
            case STREAMER -> palette.onAccent();
            case ADMIN -> palette.ground();
        });
        StyleConstants.setBold(style, true);
        StyleConstants.setBackground(style, switch (role) {
            case VIEWER, MODERATOR -> palette.tint();
            case STREAMER -> palette.accent();
            case ADMIN -> palette.ink();
        });
        return style;
    }

    private MutableAttributeSet mention(boolean ofStreamer) {
        var style = bold(ofStreamer ? palette.onAccent() : palette.accentStrong());
        StyleConstants.setBackground(style, ofStreamer ? palette.accent() : palette.tint());
        return style;
    }

    private MutableAttributeSet link(String address) {
        try {
            var page = new URI(address);
            if (Browser.isWeb(page)) {
                var style = plain(palette.accentStrong());
                StyleConstants.setUnderline(style, true);
                style.addAttribute(PAGE, page);
                return style;
            }
        } catch (URISyntaxException _) {
            // Only looks like one.
        }
        return plain(palette.ink());
    }

    private String clock(long atMillis) {
        return CLOCK.withLocale(texts.locale()).withZone(ZoneId.systemDefault()).format(Instant.ofEpochMilli(atMillis));
    }
}
