package stream.server.text;

/// Kinds of characters, by their Unicode properties.
final class Characters {
    private Characters() {}

    /// Whether nothing is drawn for it where no other character is: the property
    /// *Default_Ignorable_Code_Point* (UAX #44), which Java does not have. It is derived: most format
    /// characters, variation selectors, and some single ones. And what marks annotations (U+FFF9 to U+FFFB),
    /// which the property leaves out and browsers do not draw.
    static boolean isIgnorable(int c) {
        return Character.getType(c) == Character.FORMAT && !isVisibleFormat(c)
                || isVariationSelector(c)
                || c == 0x034F || c == 0x2065 // combining grapheme joiner, and one that is reserved
                || c == 0x17B4 || c == 0x17B5 // Khmer vowels that are not written
                || isBlankLetter(c)
                || c >= 0xFFF0 && c <= 0xFFF8
                || c >= 0xE0000 && c <= 0xE0FFF;
    }

    /// Signs that are drawn around the digits or signs after them.
    private static boolean isVisibleFormat(int c) {
        return Character.getType(c) == Character.FORMAT
                && (c >= 0x0600 && c <= 0x0605 || c == 0x06DD || c == 0x070F || c == 0x0890 || c == 0x0891
                || c == 0x08E2 || c == 0x110BD || c == 0x110CD || c >= 0x13430 && c <= 0x1343F);
    }

    private static boolean isVariationSelector(int c) {
        return c >= 0x180B && c <= 0x180F || c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
    }

    /// Hangul fillers: letters, and nothing to see.
    private static boolean isBlankLetter(int c) {
        return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
    }

    /// Whether it is drawn as empty room: spaces of all kinds, and signs whose form is blank.
    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c)
                || c == 0x2800 || c == 0x1D159 // Braille without dots, a note without a head
                || c == 0x13441 || c == 0x13442; // blanks between hieroglyphs
    }

    /// Whether it is drawn on the character before it.
    static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /// Whether it is a mark that belongs to no script, such as one that strikes a letter through.
    static boolean isMarkOfNoScript(int c) {
        return isMark(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.INHERITED;
    }

    /// Embeddings, overrides and isolates (UAX #9 §2): with them a text can read as another. The marks that
    /// right-to-left text needs (U+200E, U+200F, U+061C) and emoji's joiner are none.
    static boolean turnsText(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    /// Whether it is half a character, or never one.
    static boolean isNone(int c) {
        return Character.getType(c) == Character.SURROGATE || (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
    }
}
