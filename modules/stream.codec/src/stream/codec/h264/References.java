package stream.codec.h264;

/// What a P slice may refer to, by `ref_idx_l0` (§8.2.4): the newest frame, and frames from before, or the
/// newest frame several times, weighed differently.
///
/// Reused for every picture. **Threads.** Slices only read.
final class References {
    static final int MAX = Math.max(Tuning.MOST_REFERENCES, 1 + FadeSearch.MAX_WEIGHTS);

    int count;
    final Frame[] frames = new Frame[MAX];
    /// How each is weighed; null for as it is.
    final Weight[] weights = new Weight[MAX];
    /// What vectors are searched in: the luma of each, weighed.
    final Plane[] luma = new Plane[MAX];
    /// The index of the newest frame as it is: what stands still is predicted from there.
    int newest;
    private final Plane[] weighed = new Plane[FadeSearch.MAX_WEIGHTS];

    /// Whether all are the newest frame.
    boolean isOneFrame() {
        return count > 1 && frames[1] == frames[0];
    }

    /// Whether skipping a macroblock without motion leaves it as it was.
    boolean skipsStill() {
        return newest == 0;
    }

    void set(Frame newest, LongTermFrames longTerm) {
        count = 0;
        this.newest = 0;
        add(newest, null, newest.luma);
        for (int i = 1; i < longTerm.references(); i++) {
            var older = longTerm.frame(i - 1);
            add(older, null, older.luma);
        }
    }

    /// Takes the newest frame with each weight; first what most macroblocks want, which costs least.
    void set(Frame frame, FadeSearch fades) {
        count = 0;
        for (int i = 0; i <= fades.count(); i++) {
            int weight = fades.mostlyFades() ? i == 1 ? 0 : Math.max(1, i) : i;
            if (weight == 0) {
                newest = count;
                add(frame, null, frame.luma);
                continue;
            }
            var plane = weighed[weight - 1];
            if (plane == null || plane.width != frame.luma.width || plane.height != frame.luma.height) {
                plane = new Plane(frame.luma.width, frame.luma.height);
                weighed[weight - 1] = plane;
            }
            fades.weight(weight - 1).weighLuma(frame.luma, plane);
            add(frame, fades.weight(weight - 1), plane);
        }
    }

    private void add(Frame frame, Weight weight, Plane plane) {
        frames[count] = frame;
        weights[count] = weight;
        luma[count++] = plane;
    }

    /// ref_pic_list_modification(), §7.3.3.1: the newest frame for each index. Each command names a frame by
    /// how much lower its number is than that of the one before.
    void writeModification(BitWriter out) {
        out.flag(isOneFrame()); // ref_pic_list_modification_flag_l0
        for (int i = 0; isOneFrame() && i < count; i++) {
            out.ue(0); // modification_of_pic_nums_idc: a lower number
            // The first is that of this frame, less one; numbers wrap around to the same again.
            out.ue(i == 0 ? 0 : (1 << SequenceParameterSet.FRAME_NUM_BITS) - 1); // abs_diff_pic_num_minus1
        }
        if (isOneFrame()) {
            out.ue(3); // modification_of_pic_nums_idc: the end
        }
    }

    /// pred_weight_table(), §7.3.3.2.
    void writeWeights(BitWriter out) {
        out.ue(Weight.LOG2_DENOMINATOR); // luma_log2_weight_denom
        out.ue(Weight.LOG2_DENOMINATOR); // chroma_log2_weight_denom
        for (int i = 0; i < count; i++) {
            var weight = weights[i];
            out.flag(weight != null); // luma_weight_l0_flag
            if (weight != null) {
                out.se(weight.weight);
                out.se(weight.offset);
            }
            out.flag(weight != null); // chroma_weight_l0_flag
            for (int plane = 0; weight != null && plane < 2; plane++) {
                out.se(weight.weight);
                out.se(weight.chromaOffset);
            }
        }
    }
}
