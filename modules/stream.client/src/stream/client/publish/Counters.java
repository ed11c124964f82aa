package stream.client.publish;

/// What a stream has done since it began.
///
/// @param pictures looked at, sent or unchanged
/// @param frames sent
/// @param held pictures that were not taken because the line was behind
/// @param bytes of all frames
/// @param encodeNanos time spent in encoding
/// @param width of what is sent, 0 before the first
/// @param height of what is sent, 0 before the first
/// @param coarse the part of the picture that is coarser than it should be, 0 to 1
record Counters(
        long pictures, long frames, long held, long bytes, long encodeNanos, int width, int height, double coarse) {
    static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0, 0, 0);

    /// One more picture went through the encoder; no bytes mean that it was unchanged.
    Counters encoded(int width, int height, int bytes, long nanos, double coarse) {
        return new Counters(
                pictures + 1, frames + (bytes > 0 ? 1 : 0), held, this.bytes + bytes, encodeNanos + nanos, width, height,
                coarse);
    }

    /// One picture was not taken.
    Counters oneMoreHeld() {
        return new Counters(pictures, frames, held + 1, bytes, encodeNanos, width, height, coarse);
    }
}
