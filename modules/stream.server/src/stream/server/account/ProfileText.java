package stream.server.account;

import java.util.Optional;
import stream.server.account.AccountException.Reason;
import stream.server.text.VisibleText;

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

    /// The text without anything invisible around it.
    String clean(String given) throws AccountException {
        // A length that no trimming explains is not worth looking at.
        if (given.length() > 2 * longest) {
            throw tooLong();
        }
        var text = VisibleText.trimmed(given.replace("\r\n", "\n"));
        if (text.length() > longest) {
            throw tooLong();
        }
        if (!text.codePoints().allMatch(this::allowed)) {
            throw refused("holds characters that cannot be shown, or that turn text around.");
        }
        return text;
    }

    private boolean allowed(int character) {
        return VisibleText.isAllowed(character) || lines && character == '\n';
    }

    private AccountException tooLong() {
        return refused("can have " + longest + " characters.");
    }

    private AccountException refused(String predicate) {
        return new AccountException(Reason.BAD_TEXT, "The " + noun + " " + predicate);
    }
}
