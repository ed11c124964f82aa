package stream.server.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// All shards, and which of them a viewer goes to.
///
/// **Threads.** Any thread.
final class Shards implements AutoCloseable {
    /// A channel's first viewers share a shard: each packet then wakes one thread, not all.
    private static final int TOGETHER = 32;

    private final List<Shard> all = new ArrayList<>();

    Shards(int count, TimeSource time) throws IOException {
        for (int i = 0; i < count; i++) {
            all.add(new Shard("shard-" + i, time));
        }
    }

    /// The shard for another viewer of a channel that has these galleries: one that it is on already
    /// while they are few, else the one with the fewest viewers.
    Shard pick(List<Gallery> galleries) {
        for (var gallery : galleries) {
            if (gallery.members < TOGETHER) {
                return gallery.shard();
            }
        }
        var best = all.getFirst();
        for (var shard : all) {
            if (shard.viewers().get() < best.viewers().get()) {
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
