package stream.common.sound;

import java.nio.ByteBuffer;
import stream.common.media.TrackConfig;

/// A real-time sound encoder: one block of sound in, one packet's payload out.
///
/// **Threads.** One at a time.
public interface SoundEncoder extends AutoCloseable {
    /// How to decode what comes out; the same for as long as the encoder lives.
    TrackConfig.Audio config();

    /// Encodes a block.
    ///
    /// @param samples a block as in [SoundFormat]
    /// @return the payload, in the format of [#config()]; valid until the next call
    ByteBuffer encode(short[] samples);

    @Override
    void close();
}
