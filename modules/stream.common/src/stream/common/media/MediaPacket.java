package stream.common.media;

import java.nio.ByteBuffer;

/// One packet of a live stream: a fixed header and a payload that browsers decode natively.
///
/// ```
///  0               1               2               3
/// +---------------+---------------+---------------+---------------+
/// | version = 1   | track         | flags (16 bits)               |
/// +---------------+---------------+---------------+---------------+
/// | sequence number (32 bits, unsigned, per track, wraps)         |
/// +---------------------------------------------------------------+
/// | presentation time, µs (64 bits, signed)                       |
/// +---------------------------------------------------------------+
/// | capture time, µs since 1970-01-01T00:00Z by the server's clock|
/// | (64 bits, signed)                                             |
/// +---------------------------------------------------------------+
/// | payload ...
/// ```
///
/// All integers are big-endian. A *config* packet's payload is a [TrackConfig]; a picture's is a
/// PNG; any other is one encoded frame.
///
/// @param sequence 0 to 2³²−1, one more for each packet of the same track
/// @param presentationMicros when to show it, on the stream's own clock
/// @param captureMicros when it was captured, by the server's clock, for measuring latency
/// @param payload what follows the header; shares the buffer that the packet was parsed from
public record MediaPacket(
        Track track, int flags, long sequence, long presentationMicros, long captureMicros, ByteBuffer payload) {

    public static final int VERSION = 1;
    public static final int HEADER_BYTES = 24;

    /// Can be decoded without any packet before it but the config.
    public static final int KEYFRAME = 1;
    /// The payload is a [TrackConfig] that holds for the packets after it.
    public static final int CONFIG = 2;
    /// No other packet needs it, so it may be dropped alone.
    public static final int DISPOSABLE = 4;

    private static final int KNOWN_FLAGS = KEYFRAME | CONFIG | DISPOSABLE;

    public MediaPacket {
        if ((flags & ~KNOWN_FLAGS) != 0) {
            throw new IllegalArgumentException("unknown flags 0x" + Integer.toHexString(flags));
        }
        if (sequence < 0 || sequence > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("sequence out of range: " + sequence);
        }
    }

    public boolean isKeyframe() {
        return (flags & KEYFRAME) != 0;
    }

    public boolean isConfig() {
        return (flags & CONFIG) != 0;
    }

    public boolean isDisposable() {
        return (flags & DISPOSABLE) != 0;
    }

    /// Reads a packet from the remaining bytes; the payload is a read-only view of them.
    ///
    /// @throws MalformedPacketException when they are not a packet of version 1
    public static MediaPacket parse(ByteBuffer bytes) throws MalformedPacketException {
        if (bytes.remaining() < HEADER_BYTES) {
            throw new MalformedPacketException("a packet of " + bytes.remaining() + " bytes is shorter than its header");
        }
        var in = bytes.slice();
        int version = in.get() & 0xFF;
        if (version != VERSION) {
            throw new MalformedPacketException("unknown packet version " + version);
        }
        var track = Track.of(in.get() & 0xFF);
        int flags = in.getShort() & 0xFFFF;
        if ((flags & ~KNOWN_FLAGS) != 0) {
            throw new MalformedPacketException("unknown flags 0x" + Integer.toHexString(flags));
        }
        long sequence = in.getInt() & 0xFFFF_FFFFL;
        long presentationMicros = in.getLong();
        long captureMicros = in.getLong();
        return new MediaPacket(
                track, flags, sequence, presentationMicros, captureMicros, in.slice().asReadOnlyBuffer());
    }

    /// The length of the packet on the wire, in bytes.
    public int length() {
        return HEADER_BYTES + payload.remaining();
    }

    /// Writes header and payload into the buffer, which needs [#length()] bytes of room.
    public void writeTo(ByteBuffer out) {
        writeHeader(out, track, flags, sequence, presentationMicros, captureMicros);
        out.put(payload.duplicate());
    }

    /// Writes a header alone, for a publisher whose payload follows from elsewhere.
    public static void writeHeader(
            ByteBuffer out, Track track, int flags, long sequence, long presentationMicros, long captureMicros) {
        out.put((byte) VERSION)
                .put((byte) track.number())
                .putShort((short) flags)
                .putInt((int) sequence)
                .putLong(presentationMicros)
                .putLong(captureMicros);
    }
}
