package stream.client.sound;

/// Sound as it is taken: 48 kHz, stereo, 16-bit samples, little-endian, left and right in turn.
///
/// **Threads.** One reads; any may close, which ends a read that waits.
public interface SoundSource extends AutoCloseable {
    /// Waits until the whole block is filled.
    ///
    /// @throws SoundException when there is no more, or the source was closed
    void read(byte[] block) throws SoundException;

    @Override
    void close();
}
