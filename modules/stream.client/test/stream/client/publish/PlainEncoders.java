package stream.client.publish;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import stream.common.media.TrackConfig;
import stream.common.video.EncoderSettings;
import stream.common.video.EncoderStatistics;
import stream.common.video.Picture;
import stream.common.video.VideoEncoder;
import stream.common.video.VideoEncoderProvider;

/// An encoder whose payload is the picture's first pixel, and which notices unchanged pictures.
final class PlainEncoders implements VideoEncoderProvider {
    volatile boolean fails;
    /// Another name is another configuration, and begins with a keyframe.
    volatile String codec = "plain";
    volatile boolean closed;
    /// The part of the picture that is still coarse.
    volatile double coarse;
    /// A permit for each picture that came.
    final Semaphore encoded = new Semaphore(0);

    @Override
    public String codec() {
        return "plain";
    }

    @Override
    public VideoEncoder open(EncoderSettings settings) {
        return new PlainEncoder(settings.width(), settings.height());
    }

    private final class PlainEncoder implements VideoEncoder {
        private TrackConfig.Video config;
        private int[] last = {};
        private ByteBuffer payload = ByteBuffer.allocate(0);

        PlainEncoder(int width, int height) {
            config = new TrackConfig.Video(codec, width, height, new byte[0]);
        }

        @Override
        public TrackConfig.Video config() {
            if (!config.codec().equals(codec)) {
                resize(config.width(), config.height());
            }
            return config;
        }

        @Override
        public Outcome encode(Picture picture, boolean forceKeyframe) {
            if (fails) {
                throw new IllegalStateException("out of order");
            }
            if (!(picture instanceof Picture.Rgb rgb) || rgb.width() != config.width() || rgb.height() != config.height()) {
                throw new IllegalArgumentException("wrong picture");
            }
            encoded.release();
            boolean same = Arrays.equals(last, rgb.pixels());
            boolean keyframe = forceKeyframe || last.length == 0;
            last = rgb.pixels().clone();
            payload = ByteBuffer.allocate(4).putInt(rgb.pixels()[0]).flip();
            return keyframe ? Outcome.KEYFRAME : same ? Outcome.UNCHANGED : Outcome.DELTA;
        }

        @Override
        public ByteBuffer payload() {
            return payload;
        }

        @Override
        public void bitrate(int kbps) {}

        @Override
        public void framesPerSecond(int framesPerSecond) {}

        @Override
        public void resize(int width, int height) {
            config = new TrackConfig.Video(codec, width, height, new byte[0]);
            last = new int[0];
        }

        @Override
        public EncoderStatistics statistics() {
            return new EncoderStatistics(0, 0, 0, 0, 0, 0, coarse);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
