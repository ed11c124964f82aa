package stream.opus;

import stream.common.sound.SoundEncoder;
import stream.common.sound.SoundEncoderProvider;

/// Provides Opus.
public final class OpusEncoderProvider implements SoundEncoderProvider {
    @Override
    public SoundEncoder open(int bitsPerSecond) {
        return new OpusSoundEncoder(bitsPerSecond);
    }
}
