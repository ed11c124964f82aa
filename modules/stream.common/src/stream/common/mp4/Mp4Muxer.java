package stream.common.mp4;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;

/// Makes fragmented MP4 of media packets: an initialization segment that describes the tracks, and one
/// movie fragment (`moof`, `mdat`) per packet.
///
/// Written for the live edge. The movie has no duration (0, and no `mehd`), so that players do not wait
/// for more. Each picture claims to last [#VIDEO_MICROS], longer than the pause to the next one, which
/// then cuts it short: a screen that stands still leaves no gap, at which players would stop.
///
/// **Threads.** One at a time.
public final class Mp4Muxer {
    /// Times are those of the packets, as they are.
    static final int TIMESCALE = 1_000_000;
    /// How long a picture lasts when none follows.
    static final int VIDEO_MICROS = 500_000;
    /// `sample_depends_on` 2: none (§8.8.3.1).
    private static final int SYNC_SAMPLE = 0x0200_0000;
    /// `sample_depends_on` 1, `sample_is_non_sync_sample`.
    private static final int DELTA_SAMPLE = 0x0101_0000;
    /// `sample_is_depended_on` 2: nothing does.
    private static final int DISPOSABLE_SAMPLE = 0x0080_0000;
    /// An AAC frame (ISO/IEC 14496-3): 1024 samples.
    private static final int AAC_SAMPLES = 1024;

    private final Map<Track, SampleEntry> tracks = new EnumMap<>(Track.class);
    private int sequence;

    /// A muxer with no track.
    public Mp4Muxer() {}

    /// Adds or replaces a track; the next initialization segment describes it.
    ///
    /// @return whether MP4 can hold it; if not, its packets must be left out
    public boolean configure(Track track, TrackConfig config) {
        var entry = SampleEntry.of(config);
        entry.ifPresentOrElse(e -> tracks.put(track, e), () -> tracks.remove(track));
        return entry.isPresent();
    }

    /// Whether the track was configured.
    public boolean holds(Track track) {
        return tracks.containsKey(track);
    }

    /// The initialization segment: `ftyp` and `moov`.
    public ByteBuffer initialization() {
        var boxes = new Boxes(2048);
        boxes.begin("ftyp").ascii("iso6").u32(0).ascii("iso6").ascii("mp41").end();
        boxes.begin("moov");
        boxes.full("mvhd", 0, 0).zeros(8).u32(TIMESCALE).u32(0);
        boxes.u32(0x0001_0000).u16(0x0100).zeros(10); // rate, volume
        matrix(boxes).zeros(24).u32(Track.values().length + 1).end();
        tracks.forEach((track, entry) -> track(boxes, track, entry));
        boxes.begin("mvex");
        for (var track : tracks.keySet()) {
            boxes.full("trex", 0, 0).u32(id(track)).u32(1).zeros(12).end();
        }
        boxes.end();
        boxes.end();
        return boxes.toBuffer();
    }

    /// A fragment of one packet of a configured track, which is not a config.
    public ByteBuffer fragment(MediaPacket packet) {
        var payload = packet.payload().duplicate();
        var boxes = new Boxes(128 + payload.remaining());
        boxes.begin("moof");
        boxes.full("mfhd", 0, 0).u32(++sequence).end();
        boxes.begin("traf");
        boxes.full("tfhd", 0, 0x02_0000).u32(id(packet.track())).end(); // default-base-is-moof
        boxes.full("tfdt", 1, 0).u64(Math.max(0, packet.presentationMicros())).end();
        // data-offset, and a duration, size and flags for the one sample
        boxes.full("trun", 0, 0x701).u32(1);
        int offsetAt = boxes.length();
        boxes.u32(0).u32(duration(packet)).u32(payload.remaining()).u32(flags(packet)).end();
        boxes.end();
        boxes.end();
        boxes.setU32(offsetAt, boxes.length() + 8);
        var bytes = new byte[payload.remaining()];
        payload.get(bytes);
        boxes.begin("mdat").put(bytes).end();
        return boxes.toBuffer();
    }

    private static int flags(MediaPacket packet) {
        int flags = packet.isKeyframe() ? SYNC_SAMPLE : DELTA_SAMPLE;
        return packet.isDisposable() ? flags | DISPOSABLE_SAMPLE : flags;
    }

    private long duration(MediaPacket packet) {
        return switch (tracks.get(packet.track())) {
            case SampleEntry.Video _ -> VIDEO_MICROS;
            case SampleEntry.Audio audio when audio.type().equals("Opus") -> opusMicros(packet.payload());
            case SampleEntry.Audio audio ->
                (long) AAC_SAMPLES * TIMESCALE / audio.config().sampleRate();
        };
    }

    /// The length of an Opus packet by its first bytes (RFC 6716 §3.1 and §3.2).
    static int opusMicros(ByteBuffer packet) {
        if (!packet.hasRemaining()) {
            return 0;
        }
        int toc = packet.get(packet.position()) & 0xFF;
        int config = toc >> 3;
        int frame;
        if (config < 12) {
            frame = new int[] {10_000, 20_000, 40_000, 60_000}[config & 3];
        } else if (config < 16) {
            frame = (config & 1) == 0 ? 10_000 : 20_000;
        } else {
            frame = 2500 << (config & 3);
        }
        int frames = switch (toc & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> packet.remaining() > 1 ? packet.get(packet.position() + 1) & 0x3F : 0;
        };
        return frame * frames;
    }

    private static int id(Track track) {
        return track.number() + 1;
    }

    private static void track(Boxes boxes, Track track, SampleEntry entry) {
        boxes.begin("trak");
        boxes.full("tkhd", 0, 7).zeros(8).u32(id(track)).zeros(4).u32(0).zeros(8);
        switch (entry) {
            case SampleEntry.Video(_, _, _, var video) -> {
                boxes.u32(0).u32(0);
                matrix(boxes).u32((long) video.width() << 16).u32((long) video.height() << 16);
            }
            case SampleEntry.Audio _ -> {
                boxes.u32(0).u16(0x0100).u16(0);
                matrix(boxes).u32(0).u32(0);
            }
        }
        boxes.end();
        boxes.begin("mdia");
        boxes.full("mdhd", 0, 0).zeros(8).u32(TIMESCALE).u32(0).u16(0x55C4).u16(0).end(); // und
        boolean video = entry instanceof SampleEntry.Video;
        boxes.full("hdlr", 0, 0).u32(0).ascii(video ? "vide" : "soun").zeros(12).zeros(1).end();
        boxes.begin("minf");
        if (video) {
            boxes.full("vmhd", 0, 1).zeros(8).end();
        } else {
            boxes.full("smhd", 0, 0).zeros(4).end();
        }
        boxes.begin("dinf").full("dref", 0, 0).u32(1).full("url ", 0, 1).end().end().end();
        boxes.begin("stbl").full("stsd", 0, 0).u32(1);
        entry.writeTo(boxes);
        boxes.end();
        boxes.full("stts", 0, 0).u32(0).end().full("stsc", 0, 0).u32(0).end();
        boxes.full("stsz", 0, 0).u32(0).u32(0).end().full("stco", 0, 0).u32(0).end();
        boxes.end().end().end().end();
    }

    /// The transformation that changes nothing (§6.2.2).
    private static Boxes matrix(Boxes boxes) {
        return boxes.u32(0x0001_0000).zeros(12).u32(0x0001_0000).zeros(12).u32(0x4000_0000);
    }
}
