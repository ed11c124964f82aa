package stream.server.moderation;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Something that a moderator asked for was refused; the message is a sentence for the person.
public final class ModerationException extends IOException {
    private static final long serialVersionUID = 1L;

    /// Why, for programs.
    public enum Reason {
        /// Somebody who moderates not, or not over that person.
        NOT_ALLOWED("not-allowed"),
        /// A time, a rule or a list of words that cannot be had.
        BAD_RULES("bad-rules"),
        /// More moderators than a channel may have.
        TOO_MANY("too-many"),
        SLOW_DOWN("slow-down");

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

    ModerationException(Reason reason, String sentence) {
        this(reason, sentence, null);
    }

    ModerationException(Reason reason, String sentence, Duration retryAfter) {
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
