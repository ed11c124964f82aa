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
/// where the complexity is learnt from the frames before, of keyframes and others apart.
final class RateControl {
    static final int FINEST_QP = 16;
    static final int COARSEST_QP = 51;
    /// The delay that the buffer stands for.
    private static final double BUFFER_SECONDS = 0.4;
    /// How much of the room that is left one frame may plan to take. The plan can fail by as much.
    private static final double SHARE_OF_ROOM = 0.4;
    /// Keyframes must not be so coarse that all frames after them have to mend them.
    private static final double KEYFRAME_SHARE_OF_ROOM = 0.6;
    /// Bits a macroblock at QP 0, before anything was learnt.
    private static final double FIRST_COMPLEXITY = 1800;
    private static final double FIRST_KEYFRAME_COMPLEXITY = 4000;
    /// Weight of the newest frame in what is learnt.
    private static final double LEARNING = 0.5;
    /// How fast quality may rise from a frame to the next; it may fall at once.
    private static final int MOST_RISE = 2;
    /// Fewer macroblocks than this teach nothing about the others.
    private static final int LEAST_TO_LEARN_FROM = 4;

    private int kbps;
    private int framesPerSecond;
    private double fullness;
    private double complexity = FIRST_COMPLEXITY;
    private double keyframeComplexity = FIRST_KEYFRAME_COMPLEXITY;
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

    private double room() {
        return Math.max(0, capacity() - fullness);
    }

    /// QP for a frame.
    ///
    /// @param macroblocks how many of it changed
    int qp(boolean keyframe, int macroblocks) {
        double share = keyframe ? KEYFRAME_SHARE_OF_ROOM : SHARE_OF_ROOM;
        double target = Math.max(bitsPerFrame() / 2, share * room());
        double atQpZero = (keyframe ? keyframeComplexity : complexity) * Math.max(1, macroblocks);
        int wanted = (int) Math.ceil(6 * Math.log(atQpZero / target) / Math.log(2));
        return Math.clamp(wanted, Math.max(FINEST_QP, lastQp - MOST_RISE), COARSEST_QP);
    }

    /// Whether a frame of so many bits would overflow the buffer and a coarser one should be tried.
    boolean isTooLarge(long bits, int qp) {
        return bits > room() + bitsPerFrame() && qp < COARSEST_QP;
    }

    /// QP for another try at a frame that was too large.
    int coarser(long bits, int qp) {
        double excess = bits / Math.max(bitsPerFrame(), 0.7 * room());
        int step = (int) Math.ceil(6 * Math.log(excess) / Math.log(2));
        return Math.min(COARSEST_QP, qp + Math.max(2, step));
    }

    /// Bits that may be spent on refining a picture that stands still: what this frame could take and
    /// the buffer has room for, but for a part kept for what comes next.
    double refinementBits() {
        return Math.min(bitsPerFrame() / 2, room() - capacity() / 2);
    }

    /// Takes note of a frame.
    void spent(boolean keyframe, long bits, int qp, int macroblocks) {
        lastQp = qp;
        fill(bits);
        if (macroblocks >= LEAST_TO_LEARN_FROM) {
            double learnt = bits * Math.pow(2, qp / 6.0) / macroblocks;
            if (keyframe) {
                keyframeComplexity += LEARNING * (learnt - keyframeComplexity);
            } else {
                complexity += LEARNING * (learnt - complexity);
            }
        }
    }

    /// Takes note of bits that teach nothing: of a refinement, or none at all.
    void fill(long bits) {
        fullness = Math.max(0, fullness + bits - bitsPerFrame());
    }
}
