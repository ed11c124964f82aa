package stream.client.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A part of what a person wrote in the chat. The pages take texts apart by the same rule
/// (`www/core/text-parts.js`).
record TextPart(Kind kind, String text) {

    enum Kind {
        TEXT,
        /// A web address.
        LINK,
        /// `@name`
        MENTION
    }

    /// An address ends before the punctuation that a sentence puts after it; a name is preceded by
    /// nothing that would make it part of an address or a word.
    private static final Pattern PARTS = Pattern.compile(
            "(?<link>https?://[^\\s<>\"'`]+[^\\s<>\"'`.,:;!?)\\]}…])|(?<![\\w@./])@(?<name>\\w{3,25})",
            Pattern.CASE_INSENSITIVE);

    /// The parts in order; together they are the text.
    static List<TextPart> of(String text) {
        var parts = new ArrayList<TextPart>();
        int end = 0;
        for (var match = PARTS.matcher(text); match.find(); end = match.end()) {
            if (match.start() > end) {
                parts.add(new TextPart(Kind.TEXT, text.substring(end, match.start())));
            }
            parts.add(new TextPart(match.group("name") != null ? Kind.MENTION : Kind.LINK, match.group()));
        }
        if (end < text.length()) {
            parts.add(new TextPart(Kind.TEXT, text.substring(end)));
        }
        return parts;
    }

    /// Whether this speaks to somebody of that name.
    boolean mentions(String name) {
        return kind == Kind.MENTION
                && text.substring(1).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
    }
}
