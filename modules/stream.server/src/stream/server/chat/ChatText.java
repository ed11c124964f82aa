package stream.server.chat;

/// What a line of chat may hold.
final class ChatText {
    /// In characters (code points), as PROTOCOL.md says.
    static final int MAX_CHARACTERS = 500;

    private ChatText() {}

    /// The text as others may see it: line breaks and tabs become spaces; control characters, lone
    /// surrogates and the marks that turn the direction of the text around it go; no space at the ends.
    static String clean(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isWhitespace(c)) {
                out.append(' ');
            } else if (!isForbidden(c)) {
                out.appendCodePoint(c);
            }
        });
        return out.toString().strip();
    }

    static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isForbidden(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE
                || isDirectionMark(c)
                || (c & 0xFFFE) == 0xFFFE;
    }

    /// Embeddings, overrides and isolates (UAX #9 §2), which could disguise what follows them.
    private static boolean isDirectionMark(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }
}
