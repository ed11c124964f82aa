package stream.codec.h264;

/// slice_header(), §7.3.3: what all slices of a picture have in common.
///
/// Reused for every picture, as the steady state allocates nothing.
final class SliceHeader {
    /// Slice types of Table 7-6 in the form that says: all slices of the picture are of this type.
    private static final int ALL_P = 5;
    private static final int ALL_I = 7;

    /// Whether the picture is an IDR picture: all intra, and the decoder forgets what came before.
    boolean idr;
    /// Counts reference frames.
    int frameNum;
    /// Differs from that of the IDR picture before.
    int idrPicId;
    /// Whether later frames may refer to this one (`nal_ref_idc` is not 0).
    boolean reference;
    /// What a P slice may refer to, and how many of them the picture parameter set tells of.
    References references;
    int defaultReferences;
    /// LongTermFrameIdx that the frame referred to first is given afterwards, or [LongTermFrames#NONE],
    /// and how many there may be.
    int keepAs;
    int longTermFrames;
    /// Quantiser that the slice starts from.
    int qp;
    /// And of the macroblocks that are refined.
    int refinedQp;
    /// disable_deblocking_filter_idc: 0 filter all edges, 1 none, 2 all but those between slices.
    int disableDeblocking;

    /// @param firstMacroblock address of the slice's first macroblock
    void write(BitWriter out, int firstMacroblock) {
        out.ue(firstMacroblock); // first_mb_in_slice
        out.ue(idr ? ALL_I : ALL_P); // slice_type
        out.ue(0); // pic_parameter_set_id
        out.put(SequenceParameterSet.FRAME_NUM_BITS, frameNum); // frame_num
        if (idr) {
            out.ue(idrPicId); // idr_pic_id
        }
        if (!idr) {
            boolean override = references.count != defaultReferences;
            out.flag(override); // num_ref_idx_active_override_flag
            if (override) {
                out.ue(references.count - 1); // num_ref_idx_l0_active_minus1
            }
            references.writeModification(out);
            references.writeWeights(out);
        }
        if (idr) {
            out.flag(false); // no_output_of_prior_pics_flag
            out.flag(false); // long_term_reference_flag
        } else if (reference) {
            writeMarking(out);
        }
        if (!idr) {
            out.ue(0); // cabac_init_idc
        }
        out.se(qp - PictureParameterSet.INITIAL_QP); // slice_qp_delta
        out.ue(disableDeblocking); // disable_deblocking_filter_idc
        if (disableDeblocking != 1) {
            out.se(0); // slice_alpha_c0_offset_div2
            out.se(0); // slice_beta_offset_div2
        }
    }

    /// dec_ref_pic_marking(), §7.3.3.3. The frame referred to first goes, as it is the only one that is
    /// not long-term and there is no room for more (§8.2.5.3), unless it is kept (§8.2.5.4).
    private void writeMarking(BitWriter out) {
        boolean kept = keepAs != LongTermFrames.NONE;
        out.flag(kept); // adaptive_ref_pic_marking_mode_flag
        if (kept) {
            out.ue(4); // memory_management_control_operation: indices there are
            out.ue(longTermFrames); // max_long_term_frame_idx_plus1
            out.ue(3); // memory_management_control_operation: a short-term picture becomes long-term
            out.ue(0); // difference_of_pic_nums_minus1: the newest
            out.ue(keepAs); // long_term_frame_idx
            out.ue(0); // memory_management_control_operation: the end
        }
    }
}
