package stream.codec.h264;

import java.nio.ByteBuffer;
import stream.common.media.TrackConfig;

/// AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1: the parameter sets, out of band.
final class AvcConfiguration {
    /// `lengthSizeMinusOne` is 3, and the six bits before it are ones; so are three before a count.
    private static final int FOUR_BYTE_LENGTHS = 0xff;
    private static final int RESERVED = 0xe0;
    /// What High adds: chroma_format, bit_depth_luma_minus8 and bit_depth_chroma_minus8, behind ones, and
    /// no numOfSequenceParameterSetExt.
    private static final byte[] HIGH = {(byte) (0xfc | SequenceParameterSet.CHROMA_420), (byte) 0xf8, (byte) 0xf8, 0};

    private AvcConfiguration() {}

    static TrackConfig.Video of(SequenceParameterSet sequence, PictureParameterSet picture) {
        var sps = sequenceUnit(sequence);
        var pps = pictureUnit(picture);
        var out = ByteBuffer.allocate(11 + sps.length + pps.length + HIGH.length);
        out.put((byte) 1); // configurationVersion
        out.put(sps, 1, 3); // AVCProfileIndication, profile_compatibility, AVCLevelIndication
        out.put((byte) FOUR_BYTE_LENGTHS);
        out.put((byte) (RESERVED | 1)).putShort((short) sps.length).put(sps);
        out.put((byte) 1).putShort((short) pps.length).put(pps).put(HIGH);
        var codec = "avc1.%02X%02X%02X".formatted(sps[1] & 0xff, sps[2] & 0xff, sps[3] & 0xff);
        return new TrackConfig.Video(codec, sequence.width(), sequence.height(), out.array());
    }

    static byte[] sequenceUnit(SequenceParameterSet set) {
        var bits = new BitWriter(64);
        set.write(bits);
        return NalUnit.toBytes(NalUnit.header(3, NalUnit.SEQUENCE_PARAMETER_SET), bits);
    }

    static byte[] pictureUnit(PictureParameterSet set) {
        var bits = new BitWriter(16);
        set.write(bits);
        return NalUnit.toBytes(NalUnit.header(3, NalUnit.PICTURE_PARAMETER_SET), bits);
    }
}
