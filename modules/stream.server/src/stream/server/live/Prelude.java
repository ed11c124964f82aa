package stream.server.live;

import java.nio.ByteBuffer;

/// What a decoder must be given before it can begin in the middle of a stream: the configurations
/// (or the MP4 initialization segment) that hold at one place of a [Ring], as WebSocket frames.
///
/// **Threads.** Immutable, shared by all viewers; compared by identity.
final class Prelude {
    static final Prelude NONE = new Prelude(ByteBuffer.allocate(0));

    private final ByteBuffer frames;

    /// @param frames whole frames, owned by the prelude from here on
    Prelude(ByteBuffer frames) {
        this.frames = frames.asReadOnlyBuffer();
    }

    boolean isEmpty() {
        return !frames.hasRemaining();
    }

    /// A view of the frames with a position of its own.
    ByteBuffer frames() {
        return frames.duplicate();
    }
}
