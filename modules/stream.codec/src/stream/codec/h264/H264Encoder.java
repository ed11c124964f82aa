package stream.codec.h264;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import stream.common.media.TrackConfig;
import stream.common.video.EncoderSettings;
import stream.common.video.EncoderStatistics;
import stream.common.video.Picture;
import stream.common.video.VideoEncoder;

/// An H.264 encoder for one stream.
///
/// **Threads.** One thread at a time calls it; slices are encoded on threads of its own.
public final class H264Encoder implements VideoEncoder {
    /// Most frames refer to the newest only, and say so with no bit.
    private static final int DEFAULT_REFERENCES = 1;
    /// Keyframes are finer: all that stands still after them keeps their quality for nothing.
    private static final int KEYFRAME_QP_OFFSET = 3;
    /// Disposable frames are coarser: their errors are gone with the next frame.
    private static final int DISPOSABLE_QP_OFFSET = 3;

    /// Tries at a frame that turned out too large, beyond the first.
    private static final int MOST_REPEATS = 2;
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final EncoderSettings settings;
    private final RateControl rate;
    private final Tuning tuning;
    private SequenceParameterSet sequence;
    private TrackConfig.Video config;
    private Source source;
    private Grid grid;
    private CopySearch copies;
    private Deblocking[] deblockings;
    private SliceEncoder[] slices;
    private LongTermFrames longTerm;
    private FadeSearch fades;
    /// The frame to be written, and the one before, which it refers to.
    private Frame frame;
    private Frame reference;
    /// What it refers to, by `ref_idx_l0`.
    private final References references = new References();
    /// The last frame written; the reference, unless that frame was disposable.
    private Frame shown;
    private ByteBuffer output = EMPTY;
    private ByteBuffer payload = EMPTY;
    private final IntConsumer encodeSlice = this::encodeSlice;
    private SliceWorkers workers;
    /// What the slices at work need to know.
    private final SliceHeader header = new SliceHeader();
    private Refinement refinement;

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

    /// Begins what the first encoder would begin: the race of kernels ([WarmingKernels]).
    public static void prepare() {
        WarmingKernels.load();
    }

    private void open(int width, int height) {
        int widthMbs = width + 15 >> 4;
        int heightMbs = height + 15 >> 4;
        var level = level(widthMbs, heightMbs);
        describe(width, height, level, Math.clamp(level.mostReferences(widthMbs * heightMbs), 1, tuning.references()));
        source = new Source(width, height);
        grid = new Grid(widthMbs, heightMbs);
        frame = new Frame(widthMbs, heightMbs);
        reference = new Frame(widthMbs, heightMbs);
        shown = reference;
        copies = new CopySearch(source, level);
        refinement = new Refinement(source);
        longTerm = new LongTermFrames(source, refinement, sequence.references() - 1);
        fades = new FadeSearch(source);
        int count = Math.min(settings.threads(), heightMbs);
        slices = new SliceEncoder[count];
        deblockings = new Deblocking[count];
        for (int i = 0; i < count; i++) {
            slices[i] = new SliceEncoder(source, grid, refinement, copies, longTerm, level,
                    tuning.adaptive(), heightMbs * i / count, heightMbs * (i + 1) / count);
            deblockings[i] = new Deblocking(grid);
        }
        if (workers != null) {
            workers.close();
        }
        workers = new SliceWorkers(Math.min(count, Runtime.getRuntime().availableProcessors()) - 1);
        hasReference = false;
    }

    private Level level(int widthMbs, int heightMbs) {
        return Level.of(widthMbs, heightMbs, rate.framesPerSecond(), rate.kbps(), 1);
    }

    private void describe(int width, int height, Level level, int references) {
        sequence = new SequenceParameterSet(width, height, level, references);
        config = AvcConfiguration.of(sequence, new PictureParameterSet(DEFAULT_REFERENCES));
    }

    /// Takes another rate. One that the level does not bear needs a new sequence parameter set, which
    /// begins with a keyframe; one that a lower level would bear needs nothing.
    private void rate(int kbps, int framesPerSecond) {
        rate.set(kbps, framesPerSecond);
        var level = level(sequence.widthMbs(), sequence.heightMbs());
        if (level.compareTo(sequence.level()) > 0) {
            describe(sequence.width(), sequence.height(), level, sequence.references());
            hasReference = false;
        }
    }

    @Override
    public TrackConfig.Video config() {
        return config;
    }

    @Override
    public Outcome encode(Picture picture, boolean forceKeyframe) {
        long start = System.nanoTime();
        source.update(picture, shown != reference);
        longTerm.search();
        payload = EMPTY;
        boolean due = framesSinceKeyframe >= settings.keyframeIntervalFrames()
                && (source.changedCount > 0 || tuning.everyPicture());
        boolean idr = !hasReference || forceKeyframe || due;
        framesSinceKeyframe++;
        // Two disposable frames in a row would need another pic_order_cnt_type (§7.4.2.1.1).
        boolean disposable = !idr && settings.temporalLayers() > 1 && shown == reference && source.changedCount > 0;
        boolean refining = !isConstant() && !idr && !disposable
                && refinement.survey(reference, rate.framesPerSecond(), rate.roundBits());
        if (!encodePicture(idr, disposable, refining)) {
            unchanged++;
            rate.fill(0);
            nanos += System.nanoTime() - start;
            return Outcome.UNCHANGED;
        }
        rate.fill(payload.remaining() * 8L);
        finishFrame(idr);
        nanos += System.nanoTime() - start;
        return idr ? Outcome.KEYFRAME : header.reference ? Outcome.DELTA : Outcome.DISPOSABLE;
    }

    private boolean isConstant() {
        return tuning.fixedQp() != Tuning.RATE_CONTROLLED;
    }

    /// Shares the bits of a frame between what changed and what is coarse, and encodes it.
    ///
    /// @return whether there is a frame
    private boolean encodePicture(boolean idr, boolean disposable, boolean refining) {
        boolean needed = idr || source.changedCount > 0 || tuning.everyPicture();
        if (!needed && !refining) {
            return false;
        }
        begin(idr, disposable);
        if (!idr) {
            copies.search();
            predictFades();
        }
        int changed = idr ? source.changed.length : source.changedCount - longTerm.foundCount();
        int offset = idr ? -KEYFRAME_QP_OFFSET : disposable ? DISPOSABLE_QP_OFFSET : 0;
        refinement.chooseChanged();
        if (isConstant()) {
            encodeFrame(Math.clamp(tuning.fixedQp() + offset, 0, Quantiser.MAX_QP), 0);
            return true;
        }
        int qp = rate.qp(idr, changed, refining);
        if (disposable) {
            qp = Math.min(RateControl.COARSEST_QP, qp + offset);
        }
        if (refining) {
            // Nothing is coded finer than what can be read beside it.
            qp = Math.max(qp, refinement.qp());
            refining = refinement.choose(rate.left(changed, qp));
        }
        if (!refining && !needed) {
            return false;
        }
        encodeFrame(qp, 0);
        int coarser = 0;
        for (int i = 0; i < MOST_REPEATS && rate.isTooLarge(payload.remaining() * 8L, qp + coarser); i++) {
            coarser += rate.coarser(payload.remaining() * 8L);
            encodeFrame(Math.min(qp + coarser, RateControl.COARSEST_QP), coarser);
        }
        if (!disposable) {
            long refined = refinement.bits(grid);
            rate.learn(idr, payload.remaining() * 8L - refined, lastQp, changed);
        }
        if (coarser == 0) {
            refinement.spent(grid);
        }
        return true;
    }

    /// Looks for fades, unless what changed came back or was moved.
    private void predictFades() {
        if (references.count == 1 && !copies.foundMany()) {
            fades.search();
            if (fades.count() > 0) {
                references.set(reference, fades);
                grid.oneReference = true;
            }
        }
    }

    /// Decides what the frame is to the others.
    private void begin(boolean idr, boolean disposable) {
        header.idr = idr;
        header.reference = !disposable;
        header.frameNum = idr ? 0 : frameNum + 1 & (1 << SequenceParameterSet.FRAME_NUM_BITS) - 1;
        header.idrPicId = idrPicId + (idr ? 1 : 0) & 1;
        header.keepAs = idr || disposable ? LongTermFrames.NONE : longTerm.choose();
        header.longTermFrames = longTerm.capacity();
        header.references = references;
        header.defaultReferences = DEFAULT_REFERENCES;
        references.set(reference, longTerm);
        grid.oneReference = false;
    }

    /// Encodes the picture into [#frame] and [#payload]. Can be done again with other arguments.
    ///
    /// @param qp of what changed
    /// @param coarser how much coarser what is refined is than was planned
    private void encodeFrame(int qp, int coarser) {
        lastQp = qp;
        stamp++;
        header.qp = qp;
        header.refinedQp = Math.min(refinement.qp() + coarser, Quantiser.MAX_QP);
        header.disableDeblocking = slices.length > 1 ? 2 : 0;
        workers.run(slices.length, encodeSlice);
        writePayload();
    }

    private void encodeSlice(int i) {
        var slice = slices[i];
        slice.encode(header, frame, references, stamp);
        deblockings[i].filter(frame, slice.firstRow(), slice.endRow(), false, stamp);
    }

    private void finishFrame(boolean idr) {
        if (idr) {
            longTerm.forget();
        }
        idrPicId = header.idrPicId;
        framesSinceKeyframe = idr ? 1 : framesSinceKeyframe;
        shown = frame;
        if (header.reference) {
            frameNum = header.frameNum;
            frame = header.keepAs == LongTermFrames.NONE ? reference : longTerm.keep(header.keepAs, reference);
            reference = shown;
            hasReference = true;
        }
        frames++;
        keyframes += idr ? 1 : 0;
        bytes += payload.remaining();
    }

    private void writePayload() {
        int bound = 0;
        for (var slice : slices) {
            bound += NalUnit.bound(slice.byteLength());
        }
        if (output.capacity() < bound) {
            output = ByteBuffer.allocate(bound * 2);
        }
        var payload = output.clear();
        byte nalHeader = NalUnit.header(header.reference ? 2 : 0, header.idr ? NalUnit.IDR_SLICE : NalUnit.SLICE);
        for (var slice : slices) {
            NalUnit.write(payload, nalHeader, slice.bytes(), slice.byteLength());
        }
        this.payload = payload.flip();
    }

    @Override
    public ByteBuffer payload() {
        return payload;
    }

    @Override
    public void bitrate(int kbps) {
        rate(kbps, rate.framesPerSecond());
    }

    @Override
    public void framesPerSecond(int framesPerSecond) {
        rate(rate.kbps(), framesPerSecond);
    }

    @Override
    public void resize(int width, int height) {
        open(width, height);
    }

    @Override
    public EncoderStatistics statistics() {
        return new EncoderStatistics(frames, keyframes, unchanged, bytes, nanos, lastQp,
                (double) refinement.coarseCount() / source.changed.length);
    }

    /// How the last frame was coded.
    public FrameReport report() {
        return new FrameReport(sequence, grid, shown);
    }

    /// The last frame as a decoder has it.
    Frame reconstruction() {
        return shown;
    }

    /// The sum of squared differences of luma between the last picture and what a decoder shows.
    public long lumaSquaredError() {
        var original = source.frame.luma;
        long sum = 0;
        for (int y = 0; y < sequence.height(); y++) {
            for (int x = 0, at = y * original.width; x < sequence.width(); x++, at++) {
                int difference = (original.samples[at] & 0xff) - (shown.luma.samples[at] & 0xff);
                sum += difference * difference;
            }
        }
        return sum;
    }

    @Override
    public void close() {
        workers.close();
    }
}
