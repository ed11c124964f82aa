package stream.server.moderation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import stream.common.control.Role;
import stream.net.limits.TokenBuckets;
import stream.server.chat.BlockedWords;
import stream.server.chat.ChatRules;
import stream.server.chat.Speaker;
import stream.server.moderation.ModerationException.Reason;
import stream.server.store.ChatStandings;
import stream.server.store.Database;
import stream.server.store.DatabaseException;
import stream.server.store.ModerationLog;
import stream.server.store.StoredRules;
import stream.server.store.User;

/// Moderation of the channels: checks who may do what, stores it and notes that it was done. What is
/// live hears of it from the caller.
///
/// One has authority over those whose [Role] comes before one's own, and over no equal: a moderator
/// bans no moderator, and nobody bans the streamer but an admin of the site.
///
/// **Threads.** Safe for all.
public final class Moderation {
    /// More than any channel has; they all come in one answer.
    static final int MOST_MODERATORS = 100;
    /// The newest, in one answer.
    private static final int LISTED_BANS = 500;
    private static final int LISTED_ENTRIES = 200;
    /// Beyond this a time-out is a ban.
    public static final Duration LONGEST_TIMEOUT = Duration.ofDays(14);
    /// What one moderator does: a flood is removed line by line, a program that runs wild is not.
    private static final int ACTS = 60;
    private static final Duration ACT_INTERVAL = Duration.ofMillis(500);
    private static final int REMEMBERED = 10_000;

    private final ChatStandings standings;
    private final StoredRules storedRules;
    private final ModerationLog log;
    private final InstantSource clock;
    private final TokenBuckets<Long> acts;

    /// @param nanoTime as [System#nanoTime()]
    public Moderation(Database database, InstantSource clock, LongSupplier nanoTime) {
        standings = new ChatStandings(database);
        storedRules = new StoredRules(database);
        log = new ModerationLog(database);
        this.clock = clock;
        acts = new TokenBuckets<>(ACTS, ACT_INTERVAL, REMEMBERED, nanoTime);
    }

    /// What a user is in a channel's chat; nothing when there is no such channel.
    ///
    /// @param channel the streamer's name
    public Optional<Speaker> speaker(User user, String channel) throws DatabaseException {
        return standings.of(user.id(), folded(channel), clock.millis()).map(standing -> new Speaker(
                user.id(),
                user.name(),
                role(user, standing.channelId(), standing.moderator()),
                user.createdMillis(),
                standing.follows(),
                0).silentUntil(standing.silentMillis()));
    }

    private static Role role(User user, long channelId, boolean moderator) {
        if (user.admin()) {
            return Role.ADMIN;
        }
        if (user.id() == channelId) {
            return Role.STREAMER;
        }
        return moderator ? Role.MODERATOR : Role.VIEWER;
    }

    public Role role(User user, User streamer) throws DatabaseException {
        return role(user, streamer.id(), standings.moderates(user.id(), streamer.id(), clock.millis()));
    }

    /// What a channel's chat asks of those who write.
    public ChatRules rules(String channel) throws DatabaseException {
        return storedRules.of(folded(channel)).map(Moderation::rules).orElse(ChatRules.NONE);
    }

    private static ChatRules rules(StoredRules.Rules stored) {
        return new ChatRules(
                stored.slowSeconds(),
                stored.followersOnly(),
                stored.ageSeconds(),
                stored.shield(),
                BlockedWords.of(stored.words()).orElse(BlockedWords.NONE));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// Everything about a channel that moderators see.
    public Report report(User actor, User streamer) throws ModerationException, DatabaseException {
        var role = moderating(actor, streamer);
        return new Report(
                role,
                rules(streamer.name()),
                standings.moderators(streamer.id()),
                standings.bans(streamer.id(), clock.millis(), LISTED_BANS),
                log.newest(streamer.id(), LISTED_ENTRIES));
    }

    /// Lets a moderator take a line away.
    ///
    /// @param author nobody when the account was removed
    public void removeLine(User actor, User streamer, Optional<User> author)
            throws ModerationException, DatabaseException {
        var role = acting(actor, streamer);
        if (author.isPresent() && role(author.get(), streamer).compareTo(role) > 0) {
            throw refused();
        }
        note(streamer, actor, Action.REMOVE, author.map(User::id).orElse(0L), "");
    }

    /// Keeps somebody from writing.
    ///
    /// @param time empty for good
    /// @return when that ends, as in [Speaker#silentMillis]
    public long silence(User actor, User streamer, User target, Optional<Duration> time)
            throws ModerationException, DatabaseException {
        actingOver(actor, streamer, target);
        if (time.isPresent() && (!time.get().isPositive() || time.get().compareTo(LONGEST_TIMEOUT) > 0)) {
            throw new ModerationException(
                    Reason.BAD_RULES, "A time-out takes from 1 second to " + LONGEST_TIMEOUT.toDays() + " days.");
        }
        long now = clock.millis();
        long ends = time.map(duration -> now + duration.toMillis()).orElse(Speaker.FOR_GOOD);
        standings.ban(streamer.id(), target.id(), now, ends);
        note(streamer, actor, time.isPresent() ? Action.TIMEOUT : Action.BAN, target.id(),
                time.map(duration -> String.valueOf(duration.toSeconds())).orElse(""));
        return ends;
    }

    /// Lets somebody write again.
    ///
    /// @return what the user is in the chat now
    public Role unban(User actor, User streamer, User target) throws ModerationException, DatabaseException {
        actingOver(actor, streamer, target);
        standings.unban(streamer.id(), target.id());
        note(streamer, actor, Action.UNBAN, target.id(), "");
        return role(target, streamer);
    }

    /// Makes somebody a moderator.
    ///
    /// @return what the user is in the chat now
    public Role appoint(User actor, User streamer, User target) throws ModerationException, DatabaseException {
        appointing(actor, streamer, target);
        var moderators = standings.moderators(streamer.id());
        if (moderators.size() >= MOST_MODERATORS && !moderators.contains(target.name())) {
            throw new ModerationException(
                    Reason.TOO_MANY, "A channel can have " + MOST_MODERATORS + " moderators.");
        }
        standings.appoint(streamer.id(), target.id(), clock.millis());
        note(streamer, actor, Action.APPOINT, target.id(), "");
        return role(target, streamer);
    }

    /// Makes a moderator one no more.
    ///
    /// @return what the user is in the chat now
    public Role dismiss(User actor, User streamer, User target) throws ModerationException, DatabaseException {
        appointing(actor, streamer, target);
        standings.dismiss(streamer.id(), target.id());
        note(streamer, actor, Action.DISMISS, target.id(), "");
        return role(target, streamer);
    }

    private void appointing(User actor, User streamer, User target) throws ModerationException, DatabaseException {
        if (!acting(actor, streamer).appoints() || target.id() == streamer.id()) {
            throw refused();
        }
    }

    /// Changes a chat's rules.
    ///
    /// @return those that hold now
    public ChatRules change(User actor, User streamer, RulesChange change)
            throws ModerationException, DatabaseException {
        acting(actor, streamer);
        var before = rules(streamer.name());
        var words = before.words();
        if (change.words().isPresent()) {
            words = BlockedWords.of(change.words().get()).orElseThrow(() -> new ModerationException(
                    Reason.BAD_RULES,
                    "At most " + BlockedWords.MOST + " words or phrases, each of " + BlockedWords.SHORTEST + " to "
                            + BlockedWords.LONGEST + " characters."));
        }
        ChatRules now;
        try {
            now = new ChatRules(
                    change.slowSeconds().orElse(before.slowSeconds()),
                    change.followersOnly().orElse(before.followersOnly()),
                    change.ageSeconds().orElse(before.ageSeconds()),
                    change.shield().orElse(before.shield()),
                    words);
        } catch (IllegalArgumentException _) {
            throw new ModerationException(
                    Reason.BAD_RULES,
                    "Slow mode takes up to " + ChatRules.MAX_SLOW_SECONDS + " seconds, the age of an account up to "
                            + Duration.ofSeconds(ChatRules.MAX_AGE_SECONDS).toDays() + " days.");
        }
        storedRules.save(streamer.id(), new StoredRules.Rules(
                now.slowSeconds(), now.followersOnly(), now.ageSeconds(), now.shield(), words.written()));
        for (var difference : differences(before, now)) {
            note(streamer, actor, difference.action(), 0, difference.detail());
        }
        return now;
    }

    private record Difference(Action action, boolean made, String detail) {}

    private static List<Difference> differences(ChatRules before, ChatRules now) {
        var all = List.of(
                new Difference(Action.SHIELD, before.shield() != now.shield(), onOff(now.shield())),
                new Difference(Action.SLOW, before.slowSeconds() != now.slowSeconds(), text(now.slowSeconds())),
                new Difference(
                        Action.FOLLOWERS, before.followersOnly() != now.followersOnly(), onOff(now.followersOnly())),
                new Difference(Action.AGE, before.ageSeconds() != now.ageSeconds(), text(now.ageSeconds())),
                new Difference(
                        Action.WORDS,
                        !before.words().written().equals(now.words().written()),
                        text(now.words().written().size())));
        return all.stream().filter(Difference::made).toList();
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private static String text(long number) {
        return String.valueOf(number);
    }

    /// An admin ended the stream, or banned the streamer from the site.
    public void note(User streamer, User actor, Action action, long targetId, String detail)
            throws DatabaseException {
        log.add(streamer.id(), actor.id(), action.code(), targetId, detail, clock.millis());
    }

    private Role moderating(User actor, User streamer) throws ModerationException, DatabaseException {
        var role = role(actor, streamer);
        if (!role.moderates()) {
            throw refused();
        }
        return role;
    }

    private Role acting(User actor, User streamer) throws ModerationException, DatabaseException {
        var role = moderating(actor, streamer);
        var wait = acts.take(actor.id());
        if (!wait.isZero()) {
            throw new ModerationException(Reason.SLOW_DOWN, "You do too much at once. Wait a moment.", wait);
        }
        return role;
    }

    private void actingOver(User actor, User streamer, User target) throws ModerationException, DatabaseException {
        if (role(target, streamer).compareTo(acting(actor, streamer)) >= 0) {
            throw refused();
        }
    }

    private static ModerationException refused() {
        return new ModerationException(Reason.NOT_ALLOWED, "You may not do that in this channel.");
    }
}
