package stream.codec.h264;

/// Chooses QP so that the stream keeps to its bitrate: constant bitrate with a bounded buffer.
///
/// The buffer is what a network would have to hold: every frame fills it with its bits, and it
/// drains at the bitrate. Its size bounds the delay that the encoder can cause. A screen stands still
/// most of the time, the buffer is empty, and a burst of change may take much of it at once; a film
/// keeps it half full.
///
/// ```
/// bits(QP) ≈ complexity × changed macroblocks × 2^(−QP ÷ 6)
/// ```
///
/// where the complexity is learnt from the frames before, of keyframes and others apart. What of a
/// frame's bits is left goes into what stands still and is coarse ([Refinement]).
final class RateControl {
    static final int FINEST_QP = 16;
    static final int COARSEST_QP = 51;
    /// The delay that the buffer stands for.
    private static final double BUFFER_SECONDS = 0.4;
    /// How much of an empty buffer one frame may plan to take; the plan can fail by as much. Of a fuller one
    /// it takes a smaller share, so that there is room for the next burst.
    private static final double MAX_SHARE_OF_ROOM = 0.4;
    /// And all frames of a second together, in buffers.
    private static final double SHARE_OF_ROOM_PER_SECOND = 9;
    /// Keyframes must not be so coarse that all frames after them have to mend them.
    private static final double KEYFRAME_SHARE_OF_ROOM = 0.6;
    /// What changes gets so much of a frame while there is something to refine: it is there for one frame,
    /// and what stands still for many.
    private static final double CHANGED_SHARE = 0.25;
    /// What is refined gets as much at least, whatever else changes.
    private static final double MIN_REFINED_SHARE = 0.25;
    /// Bits a macroblock at QP 0, before anything was learnt.
    private static final double INITIAL_COMPLEXITY = 1800;
    private static final double INITIAL_KEYFRAME_COMPLEXITY = 4000;
    /// Weight of the newest frame in what is learnt.
    private static final double LEARNING = 0.5;
    /// How fast quality may rise from a frame to the next; it may fall at once.
    private static final int MAX_RISE = 2;
    /// Fewer macroblocks than this teach nothing about the others.
    private static final int MIN_TO_LEARN_FROM = 4;

    private int kbps;
    private int framesPerSecond;
    private double fullness;
    private double complexity = INITIAL_COMPLEXITY;
    private double keyframeComplexity = INITIAL_KEYFRAME_COMPLEXITY;
    private int lastQp = COARSEST_QP;

    RateControl(int kbps, int framesPerSecond) {
        set(kbps, framesPerSecond);
    }

    void set(int kbps, int framesPerSecond) {
        this.kbps = kbps;
        this.framesPerSecond = framesPerSecond;
    }

    int kbps() {
        return kbps;
    }

    int framesPerSecond() {
        return framesPerSecond;
    }

    double bitsPerFrame() {
        return kbps * 1000.0 / framesPerSecond;
    }

    private double capacity() {
        return kbps * 1000 * BUFFER_SECONDS;
    }

    /// What the next frame can take.
    private double room() {
        return Math.max(0, capacity() - fullness) + bitsPerFrame();
    }

    /// Bits that the next frame should take at most.
    double target(boolean keyframe) {
        double share = Math.min(MAX_SHARE_OF_ROOM, SHARE_OF_ROOM_PER_SECOND / framesPerSecond)
                * room() / (capacity() + bitsPerFrame());
        return Math.max(bitsPerFrame() / 2, (keyframe ? KEYFRAME_SHARE_OF_ROOM : share) * room());
    }

    /// Bits for one round of refinement.
    double roundBits() {
        return kbps * 1000 * Refinement.ROUND_SECONDS * (1 - CHANGED_SHARE);
    }

    /// QP for what changes.
    ///
    /// @param macroblocks how many do
    /// @param refining whether something else is refined in the same frame
    int qp(boolean keyframe, int macroblocks, boolean refining) {
        double bits = target(keyframe) * (refining ? CHANGED_SHARE : 1);
        double atQpZero = (keyframe ? keyframeComplexity : complexity) * Math.max(1, macroblocks);
        int wanted = (int) Math.ceil(6 * Math.log(atQpZero / bits) / Math.log(2));
        int finest = keyframe ? FINEST_QP : Math.max(FINEST_QP, lastQp - MAX_RISE);
        return Math.clamp(wanted, finest, COARSEST_QP);
    }

    /// What is left of a frame for refinement when so much changes at this QP.
    double left(int macroblocks, int qp) {
        double target = target(false);
        return Math.max(target * MIN_REFINED_SHARE, target - complexity * macroblocks * Math.pow(2, -qp / 6.0));
    }

    /// Whether a frame of so many bits would overflow the buffer and a coarser one should be tried.
    boolean isTooLarge(long bits, int qp) {
        return bits > room() && qp < COARSEST_QP;
    }

    /// How much coarser another try at a frame must be that was too large.
    int coarser(long bits) {
        double excess = bits / Math.max(bitsPerFrame(), 0.7 * room());
        return Math.max(2, (int) Math.ceil(6 * Math.log(excess) / Math.log(2)));
    }

    /// Learns from a frame.
    ///
    /// @param bits what the macroblocks took that changed
    void learn(boolean keyframe, long bits, int qp, int macroblocks) {
        if (macroblocks == 0) {
            return;
        }
        lastQp = qp;
        if (macroblocks >= MIN_TO_LEARN_FROM) {
            double learnt = bits * Math.pow(2, qp / 6.0) / macroblocks;
            if (keyframe) {
                keyframeComplexity += LEARNING * (learnt - keyframeComplexity);
            } else {
                complexity += LEARNING * (learnt - complexity);
            }
        }
    }

    /// Takes note of a frame's bits, or that there was none.
    void fill(long bits) {
        fullness = Math.max(0, fullness + bits - bitsPerFrame());
    }
}
