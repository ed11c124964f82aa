package stream.server.account;

import java.util.Optional;
import stream.server.account.AccountException.Reason;

/// What a streamer may write about the channel. Lengths are in UTF-16 code units, as `maxlength` of a
/// page's field counts them.
enum ProfileText {
    TITLE("title", 140, false),
    DESCRIPTION("description", 2000, true),
    GAME("game", 60, false);

    private final String noun;
    private final int longest;
    private final boolean lines;

    ProfileText(String noun, int longest, boolean lines) {
        this.noun = noun;
        this.longest = longest;
        this.lines = lines;
    }

    Optional<String> clean(Optional<String> given) throws AccountException {
        return given.isPresent() ? Optional.of(clean(given.get())) : given;
    }

    /// The text without space around it.
    String clean(String given) throws AccountException {
        // A length that no trimming explains is not worth looking at.
        if (given.length() > 2 * longest) {
            throw tooLong();
        }
        var text = given.replace("\r\n", "\n").strip();
        if (text.length() > longest) {
            throw tooLong();
        }
        if (!text.codePoints().allMatch(this::allowed)) {
            throw refused("holds characters that cannot be shown, or that turn text around.");
        }
        return text;
    }

    private boolean allowed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> lines && character == '\n';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> false;
            case Character.FORMAT -> !turnsText(character);
            default -> true;
        };
    }

    /// Embeddings, overrides and isolates (UAX #9 §2): with them a text can read as another. The marks
    /// that right-to-left text needs (U+200E, U+200F, U+061C) and emoji's joiner stay.
    private static boolean turnsText(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }

    private AccountException tooLong() {
        return refused("can have " + longest + " characters.");
    }

    private AccountException refused(String predicate) {
        return new AccountException(Reason.BAD_TEXT, "The " + noun + " " + predicate);
    }
}
