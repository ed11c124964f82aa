package stream.common.video;

import java.nio.ByteBuffer;
import stream.common.media.TrackConfig;

/// A real-time video encoder: pictures in, at most one packet's payload out for each.
///
/// Frames come out in the order they went in; none is held back.
///
/// **Threads.** One thread at a time; the encoder may use threads of its own within a call.
public interface VideoEncoder extends AutoCloseable {

    /// What became of a picture.
    enum Outcome {
        /// Nothing changed: there is no frame to send. When some of the picture is still coarse
        /// ([EncoderStatistics#coarse]), encoding it again may give one.
        UNCHANGED,
        /// A frame that decodes by itself.
        KEYFRAME,
        /// A frame that later frames need.
        DELTA,
        /// A frame that no other frame needs.
        DISPOSABLE
    }

    /// How to decode what comes out. Another one after [#resize], or when decoders must bear more for a
    /// new [#bitrate] or [#framesPerSecond]; the next frame is a keyframe then.
    TrackConfig.Video config();

    /// Encodes a picture of the present size.
    ///
    /// @param forceKeyframe whether the frame must be a keyframe
    Outcome encode(Picture picture, boolean forceKeyframe);

    /// The payload of the last frame, in the format of [#config()]; valid until the next call of
    /// [#encode]. Empty after [Outcome#UNCHANGED].
    ByteBuffer payload();

    /// Aims for another mean from the next frame on; bounds as in [EncoderSettings].
    void bitrate(int kbps);

    /// Expects another frame rate from the next frame on; bounds as in [EncoderSettings].
    void framesPerSecond(int framesPerSecond);

    /// Takes pictures of another size from the next frame on, which becomes a keyframe.
    void resize(int width, int height);

    /// Figures of what was encoded so far.
    EncoderStatistics statistics();

    @Override
    void close();
}
