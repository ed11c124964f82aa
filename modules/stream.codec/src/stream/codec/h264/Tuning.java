package stream.codec.h264;

/// What a measurement wants otherwise than a stream.
///
/// @param fixedQp quantiser of every frame, 0 to 51, or [#RATE_CONTROLLED]
/// @param everyPicture whether a picture that did not change gives a frame too, of some ten bytes, so
///     that a file without times has as many frames as there were pictures
public record Tuning(int fixedQp, boolean everyPicture) {
    public static final int RATE_CONTROLLED = -1;
    /// What a live stream wants.
    public static final Tuning LIVE = new Tuning(RATE_CONTROLLED, false);

    public Tuning {
        if (fixedQp < RATE_CONTROLLED || fixedQp > Quantiser.MAX_QP) {
            throw new IllegalArgumentException("QP is " + fixedQp + ", not between 0 and " + Quantiser.MAX_QP);
        }
    }

    /// Constant quality, a frame for every picture.
    public static Tuning constant(int qp) {
        return new Tuning(qp, true);
    }
}
