package stream.common.mp4;

import java.nio.ByteBuffer;
import java.util.Optional;
import stream.common.media.TrackConfig;

/// How a codec is described in MP4: the box in `stsd`, with the decoder's configuration in it.
sealed interface SampleEntry {

    void writeTo(Boxes boxes);

    /// @param type of the sample entry
    /// @param box of the decoder's configuration
    record Video(String type, String box, byte[] configuration, TrackConfig.Video config) implements SampleEntry {
        /// ISO/IEC 14496-12 §12.1.3.
        @Override
        public void writeTo(Boxes boxes) {
            boxes.begin(type)
                    .zeros(6)
                    .u16(1) // data_reference_index
                    .zeros(16)
                    .u16(config.width())
                    .u16(config.height())
                    .u32(0x0048_0000) // horizresolution, 72 dpi
                    .u32(0x0048_0000)
                    .u32(0)
                    .u16(1) // frame_count
                    .zeros(32) // compressorname
                    .u16(0x0018) // depth
                    .u16(0xFFFF);
            boxes.begin(box).put(configuration).end();
            boxes.end();
        }
    }

    record Audio(String type, String box, byte[] configuration, TrackConfig.Audio config) implements SampleEntry {
        /// ISO/IEC 14496-12 §12.2.3.
        @Override
        public void writeTo(Boxes boxes) {
            int rate = Math.min(config.sampleRate(), 0xFFFF);
            boxes.begin(type)
                    .zeros(6)
                    .u16(1) // data_reference_index
                    .zeros(8)
                    .u16(config.channels())
                    .u16(16) // samplesize
                    .zeros(4)
                    .u32((long) rate << 16);
            boxes.begin(box).put(configuration).end();
            boxes.end();
        }
    }

    /// The entry for a track, nothing when MP4 (as browsers take it) has none for the codec: VP8.
    static Optional<SampleEntry> of(TrackConfig config) {
        var parts = config.codec().split("\\.", -1);
        return switch (config) {
            case TrackConfig.Video video ->
                switch (parts[0]) {
                    case "avc1", "avc3" -> described(video, "avcC");
                    case "hvc1", "hev1" -> described(video, "hvcC");
                    case "vp09" -> vp9(parts).map(c -> new Video("vp09", "vpcC", c, video));
                    case "av01" -> av1(parts).map(c -> new Video("av01", "av1C", c, video));
                    default -> Optional.empty();
                };
            case TrackConfig.Audio audio ->
                switch (parts[0]) {
                    case "opus" -> Optional.of(new Audio("Opus", "dOps", opus(audio), audio));
                    case "mp4a" -> Optional.of(new Audio("mp4a", "esds", aac(audio), audio));
                    default -> Optional.empty();
                };
        };
    }

    private static Optional<SampleEntry> described(TrackConfig.Video video, String box) {
        if (video.description().length == 0) {
            return Optional.empty();
        }
        return Optional.of(new Video(video.codec().substring(0, 4), box, video.description(), video));
    }

    /// VP Codec ISO Media File Format Binding: `vp09.PP.LL.DD[.CC.cp.tc.mc.FF]`.
    private static Optional<byte[]> vp9(String[] parts) {
        try {
            int profile = Integer.parseInt(parts[1]);
            int level = Integer.parseInt(parts[2]);
            int depth = Integer.parseInt(parts[3]);
            int chroma = parts.length > 4 ? Integer.parseInt(parts[4]) : 1;
            int primaries = parts.length > 5 ? Integer.parseInt(parts[5]) : 1;
            int transfer = parts.length > 6 ? Integer.parseInt(parts[6]) : 1;
            int matrix = parts.length > 7 ? Integer.parseInt(parts[7]) : 1;
            int fullRange = parts.length > 8 ? Integer.parseInt(parts[8]) : 0;
            return Optional.of(ByteBuffer.allocate(12)
                    .putInt(1 << 24)
                    .put((byte) profile)
                    .put((byte) level)
                    .put((byte) (depth << 4 | chroma << 1 | fullRange))
                    .put((byte) primaries)
                    .put((byte) transfer)
                    .put((byte) matrix)
                    .putShort((short) 0) // codecInitializationDataSize
                    .array());
        } catch (ArrayIndexOutOfBoundsException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// AV1 Codec ISO Media File Format Binding §2.3.3: `av01.P.LLT.DD`, 4:2:0 and no configOBUs, which
    /// come with each keyframe.
    private static Optional<byte[]> av1(String[] parts) {
        try {
            int profile = Integer.parseInt(parts[1]);
            int level = Integer.parseInt(parts[2].substring(0, 2));
            int tier = parts[2].charAt(2) == 'H' ? 1 : 0;
            int highBitDepth = Integer.parseInt(parts[3]) > 8 ? 1 : 0;
            return Optional.of(new byte[] {
                (byte) 0x81, (byte) (profile << 5 | level), (byte) (tier << 7 | highBitDepth << 6 | 0x0C), 0
            });
        } catch (IndexOutOfBoundsException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// Encapsulation of Opus in ISO Base Media File Format §4.3.2; the description, when there is one,
    /// is the head of an Ogg stream (RFC 7845 §5.1), which holds the same in little-endian order.
    private static byte[] opus(TrackConfig.Audio audio) {
        int preSkip = 0;
        var head = audio.description();
        if (head.length >= 12 && head[0] == 'O') {
            preSkip = head[10] & 0xFF | (head[11] & 0xFF) << 8;
        }
        return ByteBuffer.allocate(11)
                .put((byte) 0)
                .put((byte) audio.channels())
                .putShort((short) preSkip)
                .putInt(audio.sampleRate())
                .putShort((short) 0) // OutputGain
                .put((byte) 0) // ChannelMappingFamily
                .array();
    }

    /// ISO/IEC 14496-14 §5.6: an ES_Descriptor around the AudioSpecificConfig.
    private static byte[] aac(TrackConfig.Audio audio) {
        var specific = audio.description();
        var boxes = new Boxes(64 + specific.length);
        boxes.u32(0);
        descriptor(boxes, 0x03, 3 + 5 + 13 + 5 + specific.length + 5 + 1).u16(0).u8(0);
        descriptor(boxes, 0x04, 13 + 5 + specific.length).u8(0x40).u8(0x15).zeros(11);
        descriptor(boxes, 0x05, specific.length).put(specific);
        descriptor(boxes, 0x06, 1).u8(2);
        var out = new byte[boxes.length()];
        boxes.toBuffer().get(out);
        return out;
    }

    /// A descriptor's tag and its length in four bytes of seven bits.
    private static Boxes descriptor(Boxes boxes, int tag, int length) {
        return boxes.u8(tag).u8(0x80 | length >> 21).u8(0x80 | length >> 14).u8(0x80 | length >> 7).u8(length & 0x7F);
    }
}
