package stream.common.sound;

/// Opens encoders of one kind; a feature module provides it to [java.util.ServiceLoader].
public interface SoundEncoderProvider {
    /// @param bitsPerSecond to aim for, 6000 to 510,000 (RFC 6716 §2.1.1)
    /// @throws IllegalArgumentException outside that range
    SoundEncoder open(int bitsPerSecond);
}
