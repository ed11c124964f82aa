package stream.opus;

import static stream.common.sound.SoundFormat.BLOCK_FRAMES;
import static stream.common.sound.SoundFormat.BLOCK_SAMPLES;
import static stream.common.sound.SoundFormat.CHANNELS;
import static stream.common.sound.SoundFormat.FRAMES_PER_SECOND;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.nio.ByteBuffer;
import stream.common.media.TrackConfig;
import stream.common.sound.SoundEncoder;

/// One block of 20 ms becomes one Opus packet.
final class OpusSoundEncoder implements SoundEncoder {
    private static final int LEAST_BITS_PER_SECOND = 6000;
    private static final int MOST_BITS_PER_SECOND = 510_000;
    /// The longest packet of one frame (RFC 6716 §3.2.1), with the byte that tells its kind.
    private static final int MOST_PACKET_BYTES = 1276;
    /// Of 10. What it adds above is hardly heard, and costs processor time that pictures want.
    private static final int COMPLEXITY = 5;

    private static final TrackConfig.Audio CONFIG =
            new TrackConfig.Audio("opus", FRAMES_PER_SECOND, CHANNELS, new byte[0]);

    private final OpusEncoder encoder;
    private final byte[] packet = new byte[MOST_PACKET_BYTES];
    private final ByteBuffer payload = ByteBuffer.wrap(packet);

    OpusSoundEncoder(int bitsPerSecond) {
        if (bitsPerSecond < LEAST_BITS_PER_SECOND || bitsPerSecond > MOST_BITS_PER_SECOND) {
            throw new IllegalArgumentException("Opus takes 6000 to 510000 bit/s, not " + bitsPerSecond);
        }
        try {
            // For speech and music alike; what a computer plays may be either.
            encoder = new OpusEncoder(FRAMES_PER_SECOND, CHANNELS, OpusApplication.OPUS_APPLICATION_AUDIO);
        } catch (OpusException e) {
            throw new IllegalStateException("Opus takes no sound of this format", e);
        }
        encoder.setBitrate(bitsPerSecond);
        encoder.setComplexity(COMPLEXITY);
    }

    @Override
    public TrackConfig.Audio config() {
        return CONFIG;
    }

    @Override
    public ByteBuffer encode(short[] samples) {
        if (samples.length != BLOCK_SAMPLES) {
            throw new IllegalArgumentException("a block has " + BLOCK_SAMPLES + " samples, not " + samples.length);
        }
        try {
            int length = encoder.encode(samples, 0, BLOCK_FRAMES, packet, 0, packet.length);
            return payload.position(0).limit(length);
        } catch (OpusException e) {
            throw new IllegalStateException("Opus encoded no packet", e);
        }
    }

    @Override
    public void close() {
        // Nothing but memory.
    }
}
