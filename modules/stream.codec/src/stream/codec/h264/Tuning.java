package stream.codec.h264;

/// What a measurement wants otherwise than a stream.
///
/// @param fixedQp quantiser of every frame, 0 to 51, or [#RATE_CONTROLLED]
/// @param everyPicture whether a picture that did not change gives a frame too, of some ten bytes, so
///     that a file without times has as many frames as there were pictures
/// @param adaptive whether busy parts of films and games are coarser than smooth ones
/// @param references the most reference frames, 1 to [#MOST_REFERENCES]; fewer where the level that the
///     stream needs anyway bears fewer
public record Tuning(int fixedQp, boolean everyPicture, boolean adaptive, int references) {
    public static final int RATE_CONTROLLED = -1;
    public static final int MOST_REFERENCES = 1 + LongTermFrames.MOST;
    /// What a live stream wants.
    public static final Tuning LIVE = new Tuning(RATE_CONTROLLED, false);

    /// What a stream wants otherwise.
    public Tuning(int fixedQp, boolean everyPicture) {
        this(fixedQp, everyPicture, true, MOST_REFERENCES);
    }

    public Tuning {
        if (fixedQp < RATE_CONTROLLED || fixedQp > Quantiser.MAX_QP) {
            throw new IllegalArgumentException("QP is " + fixedQp + ", not between 0 and " + Quantiser.MAX_QP);
        }
        if (references < 1 || references > MOST_REFERENCES) {
            throw new IllegalArgumentException(
                    "there are " + references + " reference frames, not between 1 and " + MOST_REFERENCES);
        }
    }

    /// Constant quality, a frame for every picture.
    public static Tuning constant(int qp) {
        return new Tuning(qp, true);
    }
}
