package stream.codec.h264;

import java.nio.ByteBuffer;
import stream.common.media.TrackConfig;
import stream.common.video.EncoderSettings;
import stream.common.video.EncoderStatistics;
import stream.common.video.Picture;
import stream.common.video.VideoEncoder;

/// An H.264 encoder for one stream.
///
/// **Threads.** One thread at a time calls it; slices are encoded on threads of its own.
public final class H264Encoder implements VideoEncoder {
    private static final int REFERENCES = 1;
    /// Keyframes are finer: all that stands still after them keeps their quality for nothing.
    private static final int KEYFRAME_QP_OFFSET = 3;

    private final EncoderSettings settings;
    private final RateControl rate;
    private final Tuning tuning;
    private SequenceParameterSet sequence;
    private TrackConfig.Video config;
    private Source source;
    private Grid grid;
    private CopySearch copies;
    private Deblocking deblocking;
    private SliceEncoder[] slices;
    /// The frame to be written, and the one before, which it refers to.
    private Frame frame;
    private Frame reference;
    private ByteBuffer payload = ByteBuffer.allocate(0);

    private boolean hasReference;
    private int framesSinceKeyframe;
    private int frameNum;
    private int idrPicId;
    private int stamp;

    private long frames;
    private long keyframes;
    private long unchanged;
    private long bytes;
    private long nanos;
    private int lastQp;

    public H264Encoder(EncoderSettings settings) {
        this(settings, Tuning.LIVE);
    }

    public H264Encoder(EncoderSettings settings, Tuning tuning) {
        this.settings = settings;
        this.tuning = tuning;
        rate = new RateControl(settings.bitrateKbps(), settings.framesPerSecond());
        open(settings.width(), settings.height());
    }

    private void open(int width, int height) {
        int widthMbs = width + 15 >> 4;
        int heightMbs = height + 15 >> 4;
        var level = Level.of(widthMbs, heightMbs, settings.framesPerSecond(), settings.bitrateKbps(), REFERENCES);
        sequence = new SequenceParameterSet(width, height, level, REFERENCES);
        config = AvcConfiguration.of(sequence, new PictureParameterSet(REFERENCES));
        source = new Source(width, height);
        grid = new Grid(widthMbs, heightMbs);
        deblocking = new Deblocking(grid);
        frame = new Frame(widthMbs, heightMbs);
        reference = new Frame(widthMbs, heightMbs);
        copies = new CopySearch(source, level);
        int count = Math.min(settings.threads(), heightMbs);
        slices = new SliceEncoder[count];
        for (int i = 0; i < count; i++) {
            slices[i] = new SliceEncoder(source, grid, copies, level, heightMbs * i / count, heightMbs * (i + 1) / count);
        }
        hasReference = false;
    }

    @Override
    public TrackConfig.Video config() {
        return config;
    }

    @Override
    public Outcome encode(Picture picture, boolean forceKeyframe) {
        long start = System.nanoTime();
        source.update(picture);
        boolean idr = !hasReference || forceKeyframe || framesSinceKeyframe >= settings.keyframeIntervalFrames();
        payload.clear().limit(0);
        if (!idr && source.changedCount == 0 && !tuning.everyPicture()) {
            unchanged++;
            framesSinceKeyframe++;
            rate.spent(0);
            return Outcome.UNCHANGED;
        }
        lastQp = tuning.fixedQp() == Tuning.RATE_CONTROLLED ? rate.nextQp() : tuning.fixedQp();
        if (idr) {
            lastQp = Math.max(0, lastQp - KEYFRAME_QP_OFFSET);
        }
        encodeFrame(idr);
        frames++;
        keyframes += idr ? 1 : 0;
        bytes += payload.limit();
        rate.spent(payload.limit() * 8L);
        nanos += System.nanoTime() - start;
        return idr ? Outcome.KEYFRAME : Outcome.DELTA;
    }

    private void encodeFrame(boolean idr) {
        if (idr) {
            frameNum = 0;
            idrPicId = idrPicId + 1 & 1;
            framesSinceKeyframe = 0;
        } else {
            frameNum = frameNum + 1 & (1 << SequenceParameterSet.FRAME_NUM_BITS) - 1;
        }
        framesSinceKeyframe++;
        stamp++;
        if (!idr) {
            copies.search();
        }
        int disableDeblocking = slices.length > 1 ? 2 : 0;
        for (var slice : slices) {
            var header = new SliceHeader(slice.firstMacroblock(), idr, idr, frameNum, idrPicId, true,
                    REFERENCES, REFERENCES, lastQp, disableDeblocking);
            slice.encode(header, frame, reference, stamp);
            deblocking.filter(frame, slice.firstRow(), slice.endRow(), false, stamp);
        }
        writePayload(idr);
        var written = frame;
        frame = reference;
        reference = written;
        hasReference = true;
    }

    private void writePayload(boolean idr) {
        int bound = 0;
        for (var slice : slices) {
            bound += NalUnit.bound(slice.bits().byteLength());
        }
        if (payload.capacity() < bound) {
            payload = ByteBuffer.allocate(bound * 2);
        }
        payload.clear();
        byte header = NalUnit.header(2, idr ? NalUnit.IDR_SLICE : NalUnit.SLICE);
        for (var slice : slices) {
            NalUnit.write(payload, header, slice.bits().toBytes(), slice.bits().byteLength());
        }
        payload.flip();
    }

    @Override
    public ByteBuffer payload() {
        return payload.asReadOnlyBuffer();
    }

    @Override
    public void bitrate(int kbps) {
        rate.set(kbps, rate.framesPerSecond());
    }

    @Override
    public void framesPerSecond(int framesPerSecond) {
        rate.set(rate.kbps(), framesPerSecond);
    }

    @Override
    public void resize(int width, int height) {
        open(width, height);
    }

    @Override
    public EncoderStatistics statistics() {
        return new EncoderStatistics(frames, keyframes, unchanged, bytes, nanos, lastQp);
    }

    /// The last frame as a decoder has it.
    Frame reconstruction() {
        return reference;
    }

    /// The sum of squared differences of luma between the last picture and what a decoder shows.
    public long lumaSquaredError() {
        var original = source.frame.luma;
        long sum = 0;
        for (int y = 0; y < sequence.height(); y++) {
            for (int x = 0, at = y * original.width; x < sequence.width(); x++, at++) {
                int difference = (original.samples[at] & 0xff) - (reference.luma.samples[at] & 0xff);
                sum += difference * difference;
            }
        }
        return sum;
    }

    @Override
    public void close() {
        // Nothing is held but memory.
    }
}
