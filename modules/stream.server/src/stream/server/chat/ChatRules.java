package stream.server.chat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import stream.server.chat.Room.Outcome.Refused;

/// What a chat asks of those who write and do not moderate.
///
/// @param slowSeconds between two lines of one writer, 0 to [#MAX_SLOW_SECONDS]
/// @param followersOnly whether one must follow the channel
/// @param ageSeconds how old an account must be, 0 to [#MAX_AGE_SECONDS]
/// @param shield whether the strict rules hold in place of milder ones
public record ChatRules(
        int slowSeconds, boolean followersOnly, long ageSeconds, boolean shield, BlockedWords words) {
    public static final int MAX_SLOW_SECONDS = 3600;
    public static final long MAX_AGE_SECONDS = TimeUnit.DAYS.toSeconds(90);
    /// A flood becomes something that moderators can read.
    static final int SHIELD_SLOW_SECONDS = 30;
    /// Accounts that were made for this flood stay outside.
    static final long SHIELD_AGE_SECONDS = TimeUnit.DAYS.toSeconds(1);

    public static final ChatRules NONE = new ChatRules(0, false, 0, false, BlockedWords.NONE);

    public ChatRules {
        if (slowSeconds < 0 || slowSeconds > MAX_SLOW_SECONDS || ageSeconds < 0 || ageSeconds > MAX_AGE_SECONDS) {
            throw new IllegalArgumentException("a chat cannot be that slow or that old");
        }
    }

    /// The rules that hold: behind the shield only followers with an account of a day write, and slowly.
    public ChatRules effective() {
        return shield
                ? new ChatRules(
                        Math.max(slowSeconds, SHIELD_SLOW_SECONDS),
                        true,
                        Math.max(ageSeconds, SHIELD_AGE_SECONDS),
                        true,
                        words)
                : this;
    }

    /// Why a line may not be written, as far as that depends on its writer and its words.
    Optional<Refused> refusal(Speaker speaker, String text, long nowMillis) {
        if (speaker.silentMillis() == Speaker.FOR_GOOD) {
            return Optional.of(new Refused("banned", "You are banned from this chat."));
        }
        if (speaker.silentMillis() > nowMillis) {
            return Optional.of(Refused.until(
                    "timed-out", "You cannot write for another ", secondsUntil(speaker.silentMillis(), nowMillis)));
        }
        if (speaker.role().moderates()) {
            return Optional.empty();
        }
        var rules = effective();
        if (rules.followersOnly && !speaker.follows()) {
            return Optional.of(new Refused("followers-only", "This chat is followers-only. Follow the channel to chat."));
        }
        long oldEnough = speaker.createdMillis() + TimeUnit.SECONDS.toMillis(rules.ageSeconds);
        if (oldEnough > nowMillis) {
            return Optional.of(Refused.until(
                    "too-new", "Your account is too new for this chat. You can write in ",
                    secondsUntil(oldEnough, nowMillis)));
        }
        if (words.occurIn(text)) {
            return Optional.of(new Refused("blocked-words", "The line has words that are not allowed here."));
        }
        return Optional.empty();
    }

    private static long secondsUntil(long millis, long nowMillis) {
        return Math.ceilDiv(millis - nowMillis, 1000L);
    }
}
