package stream.server.api;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import stream.server.account.SignIn;
import stream.server.live.Channels;
import stream.server.live.Visitor;
import stream.server.store.DatabaseException;

/// Looks now and then whether the sessions that people speak with on sockets still are. Those that this
/// server ends it tells of at once; this is for those that expire, or that a command line ends.
///
/// **Threads.** One virtual thread of its own.
public final class SessionCheck implements AutoCloseable {
    /// One statement for some hundred sessions, so often.
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final SignIn signIn;
    private final Channels channels;
    private final CountDownLatch stopped = new CountDownLatch(1);

    public SessionCheck(SignIn signIn, Channels channels) {
        this.signIn = signIn;
        this.channels = channels;
        Thread.ofVirtual().name("session-check").start(this::run);
    }

    private void run() {
        try {
            while (!stopped.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    check(signIn, channels);
                } catch (DatabaseException _) {
                    // The store has logged it; the next time will tell.
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks once.
    public static void check(SignIn signIn, Channels channels) throws DatabaseException {
        var visitors = channels.visitors().stream().filter(visitor -> !visitor.session().isEmpty()).toList();
        var present = signIn.present(visitors.stream().map(Visitor::session).collect(Collectors.toSet()));
        for (var visitor : visitors) {
            if (!present.contains(visitor.session())) {
                channels.endSessions(visitor.id(), visitor.session()::equals);
            }
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
