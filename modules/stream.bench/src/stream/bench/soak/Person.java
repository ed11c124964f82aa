package stream.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// Somebody who does one thing after the other, by chance.
///
/// **Threads.** A virtual one each.
abstract class Person {
    protected final URI server;
    protected final ActCounts counts;
    protected final Random random;

    protected Person(URI server, ActCounts counts, Random random) {
        this.server = server;
        this.counts = counts;
        this.random = random;
    }

    /// Acts until then, and some seconds longer.
    final void live(Instant end) {
        while (Instant.now().isBefore(end)) {
            try {
                act(end);
                rest(200);
            } catch (IOException | ExecutionException | CompletionException _) {
                counts.count("refused or cut off"); // servers do that to such people
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    abstract void act(Instant end) throws IOException, InterruptedException, ExecutionException;

    /// Waits up to so many milliseconds.
    final void rest(int most) throws InterruptedException {
        Thread.sleep(random.nextInt(most) + 1L);
    }

    /// A moment within the next seconds, but not after the end.
    final Instant within(int least, int most, Instant end) {
        var moment = Instant.now().plus(Duration.ofMillis(1000L * least + random.nextInt(1000 * (most - least))));
        return moment.isBefore(end) ? moment : end;
    }
}
