package stream.server.account;

import java.util.Optional;
import java.util.Set;
import stream.server.account.AccountException.Reason;

/// The languages that a stream can be in, as BCP 47 tags: a list that one can choose from, and that
/// browsers have names for. PROTOCOL.md has it too.
public final class StreamLanguage {
    static final Set<String> TAGS = Set.of(
            "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl",
            "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "ko", "lt", "lv", "mk", "ms", "nb", "nl",
            "nn", "pl", "pt", "ro", "ru", "se", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur",
            "vi", "zh");

    private StreamLanguage() {}

    /// @param given empty text for a language that is not said
    /// @throws AccountException when it is none of the list
    static Optional<String> check(Optional<String> given) throws AccountException {
        if (given.isPresent() && !given.get().isEmpty() && !TAGS.contains(given.get())) {
            throw new AccountException(Reason.BAD_TEXT, "This language cannot be chosen.");
        }
        return given;
    }

    /// The language of the page that somebody signed up on, empty when streams cannot be in it.
    static String ofPage(Optional<String> page) {
        return page.filter(TAGS::contains).orElse("");
    }
}
