package stream.server.text;

import java.text.Normalizer;
import java.util.Locale;

/// Text that one person writes and others see: names, titles, descriptions, messages.
public final class VisibleText {
    /// Marks on one character; no language puts as many there, and a tower of them covers other lines.
    static final int MAX_MARKS = 10;

    private VisibleText() {}

    /// The text without space at its ends, nor anything else invisible at its beginning, and without the
    /// marks on one character that are too many. Of a text in which there is nothing to see nothing is left.
    public static String trimmed(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isSpaceOrIgnorable(text.codePointAt(begin))) {
            begin += Character.charCount(text.codePointAt(begin));
        }
        while (end > begin && Characters.isSpace(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        var out = new StringBuilder(end - begin);
        int marks = 0;
        boolean isSomethingThere = false;
        for (int i = begin; i < end;) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            marks = Characters.isMark(c) ? marks + 1 : Characters.isIgnorable(c) ? marks : 0;
            isSomethingThere |= !Characters.isMark(c) && !isSpaceOrIgnorable(c);
            if (marks <= MAX_MARKS) {
                out.appendCodePoint(c);
            }
        }
        return isSomethingThere ? out.toString() : "";
    }

    private static boolean isSpaceOrIgnorable(int c) {
        return Characters.isSpace(c) || Characters.isIgnorable(c);
    }

    /// On one line, for those who cannot be asked to write it again: breaks and tabs become spaces; control
    /// characters, halves of characters and marks that turn the text around them go.
    public static String line(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isWhitespace(c)) {
                out.append(' ');
            } else if (isAllowed(c)) {
                out.appendCodePoint(c);
            }
        });
        return trimmed(out.toString());
    }

    /// Whether others may be shown it; a line break is not allowed.
    public static boolean isAllowed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> !Characters.turnsText(c) && !Characters.isNone(c);
        };
    }

    /// The same for all ways to write a text that look alike: compatibility composition (UAX #15, NFKC) in
    /// lower case, also of Turkish, without what cannot be seen and without marks of no script that are part
    /// of no letter, each run of space as one. Accents stay: in Swedish ö is no o.
    public static String folded(String text) {
        var composed = Normalizer.normalize(visible(text), Normalizer.Form.NFKC);
        // In capitals between: ß has none of its own. Then the i of İ has a dot too many.
        var lower = composed.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
        var letters = Normalizer.normalize(visible(lower), Normalizer.Form.NFKC);
        var out = new StringBuilder(letters.length());
        letters.codePoints().filter(c -> !Characters.isMarkOfNoScript(c)).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String visible(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Characters.isSpace(c)) {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            } else if (!Characters.isIgnorable(c)) {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
