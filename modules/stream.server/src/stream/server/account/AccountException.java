package stream.server.account;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Something about an account was refused; the message is a sentence for the person who asked.
public final class AccountException extends IOException {
    private static final long serialVersionUID = 1L;

    /// Why, for programs.
    public enum Reason {
        /// The name is not 3–25 letters, digits and underscores.
        BAD_NAME("bad-name"),
        /// The name is an address of the site, or claims to be somebody.
        NAME_RESERVED("name-reserved"),
        NAME_TAKEN("name-taken"),
        /// Too short, too long or too easy to guess.
        BAD_PASSWORD("bad-password"),
        /// The password, or the name, is not the right one; which of the two is not told.
        WRONG_PASSWORD("wrong-password"),
        /// A title, description or game that is too long or has characters that it must not have.
        BAD_TEXT("bad-text"),
        /// A profile picture that is damaged, too large or no PNG.
        BAD_PICTURE("bad-picture"),
        /// Following oneself.
        OWN_CHANNEL("own-channel"),
        /// Following more channels than one may.
        TOO_MANY("too-many"),
        /// Too many attempts.
        SLOW_DOWN("slow-down"),
        /// Too many others are signing in at this moment.
        BUSY("busy"),
        /// The account is banned from the site.
        BANNED("banned"),
        /// Something that only admins do, or that nobody does to admins.
        NOT_ALLOWED("not-allowed"),
        /// The account was removed meanwhile.
        GONE("gone");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final Reason reason;
    private final Duration retryAfter;

    public AccountException(Reason reason, String sentence) {
        this(reason, sentence, null);
    }

    public AccountException(Reason reason, String sentence, Duration retryAfter) {
        super(sentence);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
