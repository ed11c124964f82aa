package stream.common.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// How to decode a track: the payload of a *config* packet.
///
/// ```
/// +-------------+----------------------+-------------+-------------+-----------------
/// | n (8 bits)  | codec, n ASCII bytes | a (32 bits) | b (32 bits) | description ...
/// +-------------+----------------------+-------------+-------------+-----------------
/// ```
///
/// For video a and b are the width and height shown, in pixels; for sound the sample rate in Hz and
/// the number of channels. The codec is an RFC 6381 string (`avc1.64001F`, `vp8`, `opus`) as
/// WebCodecs takes it; the description is what WebCodecs takes too: `AVCDecoderConfigurationRecord`
/// (ISO/IEC 14496-15 §5.3.3) for H.264 in AVC format, nothing for VP8.
public sealed interface TrackConfig {
    int MAX_CODEC_BYTES = 64;
    /// Far beyond any parameter sets that a browser accepts.
    int MAX_DESCRIPTION_BYTES = 4096;
    /// The largest width and height, which H.264 level 6.2 also has as its bound.
    int MAX_SIDE = 16384;

    String codec();

    /// The decoder's description; shared, not to be changed.
    byte[] description();

    /// @param description owned by the record from here on
    record Video(String codec, int width, int height, byte[] description) implements TrackConfig {
        public Video {
            check(codec, description);
            if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
                throw new IllegalArgumentException("picture size out of range: " + width + "×" + height);
            }
        }
    }

    /// @param description owned by the record from here on
    record Audio(String codec, int sampleRate, int channels, byte[] description) implements TrackConfig {
        public Audio {
            check(codec, description);
            if (sampleRate < 8000 || sampleRate > 192_000 || channels < 1 || channels > 8) {
                throw new IllegalArgumentException(
                        "sound format out of range: " + sampleRate + " Hz, " + channels + " channels");
            }
        }
    }

    private static void check(String codec, byte[] description) {
        if (codec.isEmpty() || codec.length() > MAX_CODEC_BYTES) {
            throw new IllegalArgumentException("codec name of " + codec.length() + " characters");
        }
        for (int i = 0; i < codec.length(); i++) {
            char c = codec.charAt(i);
            if (c < '!' || c > '~' || c == '"' || c == '\\') {
                throw new IllegalArgumentException("codec name holds a character that it may not");
            }
        }
        if (description.length > MAX_DESCRIPTION_BYTES) {
            throw new IllegalArgumentException("description of " + description.length + " bytes");
        }
    }

    /// Reads the configuration of a track.
    ///
    /// @throws MalformedPacketException when the payload is not one
    static TrackConfig parse(Track track, ByteBuffer payload) throws MalformedPacketException {
        try {
            var in = payload.slice();
            var name = new byte[in.get() & 0xFF];
            in.get(name);
            var codec = new String(name, StandardCharsets.ISO_8859_1);
            int a = in.getInt();
            int b = in.getInt();
            var description = new byte[in.remaining()];
            in.get(description);
            return switch (track) {
                case VIDEO -> new Video(codec, a, b, description);
                case AUDIO -> new Audio(codec, a, b, description);
                case PICTURE -> throw new MalformedPacketException("a picture has no configuration");
            };
        } catch (BufferUnderflowException _) {
            throw new MalformedPacketException("the configuration is cut short");
        } catch (IllegalArgumentException e) {
            throw new MalformedPacketException(e.getMessage());
        }
    }

    /// The bytes of a config packet's payload.
    default ByteBuffer toPayload() {
        var name = codec().getBytes(StandardCharsets.US_ASCII);
        var out = ByteBuffer.allocate(1 + name.length + 8 + description().length);
        out.put((byte) name.length).put(name);
        switch (this) {
            case Video v -> out.putInt(v.width()).putInt(v.height());
            case Audio a -> out.putInt(a.sampleRate()).putInt(a.channels());
        }
        return out.put(description()).flip();
    }
}
