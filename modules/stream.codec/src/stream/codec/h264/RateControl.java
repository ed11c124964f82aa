package stream.codec.h264;

/// Chooses a QP for each frame so that the stream keeps to its bitrate.
///
/// A bucket fills with the bits of each frame and leaks at the bitrate; QP follows how full it is.
final class RateControl {
    private static final int FINEST_QP = 16;
    private static final int COARSEST_QP = 45;
    private static final int FIRST_QP = 26;

    private int bitsPerFrame;
    private int kbps;
    private int framesPerSecond;
    private double bucket;
    private double qp = FIRST_QP;

    RateControl(int kbps, int framesPerSecond) {
        set(kbps, framesPerSecond);
    }

    void set(int kbps, int framesPerSecond) {
        this.kbps = kbps;
        this.framesPerSecond = framesPerSecond;
        bitsPerFrame = kbps * 1000 / framesPerSecond;
    }

    int kbps() {
        return kbps;
    }

    int framesPerSecond() {
        return framesPerSecond;
    }

    int nextQp() {
        return (int) Math.round(qp);
    }

    /// Takes note of a frame's size; 0 for a picture that gave no frame.
    void spent(long bits) {
        double second = kbps * 1000.0;
        bucket = Math.max(0, bucket + bits - bitsPerFrame);
        double fullness = bucket / second;
        double change = fullness > 0.25 ? 1 : fullness > 0.1 ? 0.4 : fullness < 0.02 ? -0.25 : 0;
        qp = Math.clamp(qp + change, FINEST_QP, COARSEST_QP);
    }
}
