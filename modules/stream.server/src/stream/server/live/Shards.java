package stream.server.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import stream.server.metrics.Histogram;

/// All shards, and which of them a socket goes to.
///
/// **Threads.** Any thread.
final class Shards implements AutoCloseable {
    /// A channel's first sockets, its publisher among them, share a shard: a packet then goes from the one
    /// to the others without another thread being woken.
    private static final int TOGETHER = 32;

    private final List<Shard> all = new ArrayList<>();
    private final Histogram deliveries = new Histogram();
    private final Traffic elsewhere = new Traffic(deliveries);

    Shards(int count, TimeSource time) throws IOException {
        for (int i = 0; i < count; i++) {
            all.add(new Shard("shard-" + i, time, new Traffic(deliveries)));
        }
    }

    /// Where what is relayed on other threads is counted.
    Traffic elsewhere() {
        return elsewhere;
    }

    /// The sum of a count, over all shards and elsewhere.
    long sum(Function<Traffic, LongAdder> count) {
        return all.stream().mapToLong(shard -> count.apply(shard.traffic()).sum()).sum()
                + count.apply(elsewhere).sum();
    }

    Histogram deliveries() {
        return deliveries;
    }

    /// The shard for another socket of a channel that has these galleries: one that the channel is on
    /// already while they are few, else the one with the fewest sockets.
    Shard pick(List<Gallery> galleries) {
        for (var gallery : galleries) {
            if (gallery.members < TOGETHER) {
                return gallery.shard();
            }
        }
        var best = all.getFirst();
        for (var shard : all) {
            if (shard.load().get() < best.load().get()) {
                best = shard;
            }
        }
        return best;
    }

    @Override
    public void close() {
        all.forEach(Shard::stop);
        all.forEach(Shard::close);
    }
}
