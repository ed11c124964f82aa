package stream.server.live;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stream.server.metrics.Histogram;

@Timeout(20)
class ShardTest {
    private final Traffic traffic = new Traffic(new Histogram());

    /// There is always news while the shard looks at the clock, as on a machine that cannot follow.
    @Test
    void endlessNewsLeavesTimeForEverythingElse() throws IOException, InterruptedException {
        var first = new AtomicReference<Gallery>();
        var second = new AtomicReference<Gallery>();
        var time = TimeSource.of(() -> {
            news(first);
            news(second);
            return 0;
        }, InstantSource.fixed(Instant.EPOCH));
        try (var shard = new Shard("shard", time, traffic)) {
            first.set(new Gallery(shard));
            second.set(new Gallery(shard));
            first.get().news();
            try {
                for (int i = 0; i < 100; i++) {
                    var done = new CountDownLatch(1);
                    shard.execute(done::countDown);
                    done.await();
                }
            } finally {
                first.set(null);
                second.set(null);
            }
        }
    }

    private static void news(AtomicReference<Gallery> gallery) {
        if (gallery.get() != null) {
            gallery.get().news();
        }
    }

    @Test
    void goesOnAfterATaskThatFailsOrFindsNoMemory() throws IOException, InterruptedException {
        try (var shard = new Shard("shard", new FakeTime(), traffic)) {
            shard.execute(() -> {
                throw new IllegalStateException("as this test wants it");
            });
            shard.execute(() -> {
                throw new OutOfMemoryError("as this test wants it");
            });
            var done = new CountDownLatch(1);
            shard.execute(done::countDown);
            done.await();
        }
    }
}
