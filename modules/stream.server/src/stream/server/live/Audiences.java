package stream.server.live;

import java.util.ArrayList;
import java.util.List;
import stream.common.control.ControlMessage;

/// Everybody who receives from one channel, and the shards that they are on.
///
/// **Threads.** [#news] from any thread, without a lock; the channel guards the rest. Nothing here
/// blocks.
final class Audiences {
    private final Shards shards;
    /// Replaced, never changed, so that news goes out without the lock.
    private volatile List<Audience> all = List.of();

    Audiences(Shards shards) {
        this.shards = shards;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void add(Audience audience) {
        var more = new ArrayList<>(all);
        more.add(audience);
        all = List.copyOf(more);
    }

    void remove(Audience audience) {
        all = all.stream().filter(a -> a != audience).toList();
    }

    /// The gallery that one more socket goes to.
    ///
    /// @param broadcast that is on, or null
    Gallery seat(Broadcast broadcast) {
        var galleries = all.stream()
                .filter(Gallery.class::isInstance)
                .map(Gallery.class::cast)
                .toList();
        var shard = shards.pick(galleries);
        var gallery = galleries.stream()
                .filter(g -> g.shard() == shard)
                .findFirst()
                .orElseGet(() -> open(shard, broadcast));
        gallery.members++;
        shard.load().incrementAndGet();
        return gallery;
    }

    private Gallery open(Shard shard, Broadcast broadcast) {
        var gallery = new Gallery(shard);
        add(gallery);
        gallery.tune(broadcast);
        return gallery;
    }

    /// A socket of the gallery was closed.
    void unseat(Gallery gallery) {
        gallery.shard().load().decrementAndGet();
        if (--gallery.members == 0) {
            remove(gallery);
        }
    }

    void news() {
        for (var audience : all) {
            audience.news();
        }
    }

    void tell(ControlMessage message) {
        var text = new Text(message);
        all.forEach(audience -> audience.tell(text));
    }

    void tune(Broadcast broadcast) {
        all.forEach(audience -> audience.tune(broadcast));
    }

    void end(int code, String reason) {
        all.forEach(audience -> audience.end(code, reason));
    }
}
