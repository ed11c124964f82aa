package stream.server.api;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import stream.common.control.ChannelState;
import stream.common.control.Role;
import stream.server.account.Accounts;
import stream.server.chat.Speaker;
import stream.server.live.Channels;
import stream.server.live.Visitor;
import stream.server.store.DatabaseException;

/// Looks now and then whether the sessions that people speak with on sockets still are. Those that this
/// server ends it tells of at once; this is for those that expire, or that a command line ends, and for
/// those whom a command line has banned, made admins, or admins no more. And it tells moderators whose
/// time-out has ended that they moderate again.
///
/// **Threads.** One virtual thread of its own.
public final class SessionCheck implements AutoCloseable {
    /// One statement for some hundred sessions, so often.
    public static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Accounts accounts;
    private final Channels channels;
    private final Duration interval;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /// @param interval between two looks
    public SessionCheck(Accounts accounts, Channels channels, Duration interval) {
        this.accounts = accounts;
        this.channels = channels;
        this.interval = interval;
        Thread.ofVirtual().name("session-check").start(this::run);
    }

    private void run() {
        try {
            while (!stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    check();
                } catch (IOException _) {
                    // The store has logged it; the next time will tell.
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void check() throws IOException {
        var visitors = channels.visitors();
        endSessions(visitors);
        var live = channels.live().stream().map(ChannelState::name).toList();
        accounts.admission().bannedAmong(live).forEach(channels::ban);
        var admins = accounts.admission().adminsAmong(visitors.stream().map(Visitor::id).collect(Collectors.toSet()));
        channels.review(speaker -> admins.contains(speaker.id()) != (speaker.role() == Role.ADMIN)
                || isTimeOutOver(speaker));
    }

    private static boolean isTimeOutOver(Speaker speaker) {
        return speaker.silentMillis() != 0 && speaker.silentMillis() <= System.currentTimeMillis();
    }

    private void endSessions(Set<Visitor> visitors) throws DatabaseException {
        // A stream key is no session.
        var sessions = visitors.stream().map(Visitor::session).filter(session -> !session.isEmpty())
                .collect(Collectors.toSet());
        var present = accounts.signIn().present(sessions);
        for (var visitor : visitors) {
            if (sessions.contains(visitor.session()) && !present.contains(visitor.session())) {
                channels.endSessions(visitor.id(), visitor.session()::equals);
            }
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
