package stream.common.video;

/// Figures of an encoder for a person to look at.
///
/// @param frames encoded, keyframes included; unchanged pictures are not counted
/// @param keyframes of these
/// @param unchanged pictures that gave no frame
/// @param bytes of all payloads
/// @param encodeNanos time spent in encoding, in ns
/// @param quantiser of the last frame, H.264's QP (0 finest, 51 coarsest)
/// @param coarse the part of the picture that stands still and is not yet as fine as it should be, 0 to 1
public record EncoderStatistics(
        long frames, long keyframes, long unchanged, long bytes, long encodeNanos, int quantiser, double coarse) {}
