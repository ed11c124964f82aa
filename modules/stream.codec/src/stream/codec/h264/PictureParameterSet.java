package stream.codec.h264;

/// pic_parameter_set_rbsp(), §7.3.2.2: CABAC, 8×8 transform, weighted prediction, one slice group.
///
/// @param references how many reference frames a P slice uses unless its header says otherwise
record PictureParameterSet(int references) {
    static final int INITIAL_QP = 26;

    void write(BitWriter out) {
        out.ue(0); // pic_parameter_set_id
        out.ue(0); // seq_parameter_set_id
        out.flag(true); // entropy_coding_mode_flag
        out.flag(false); // bottom_field_pic_order_in_frame_present_flag
        out.ue(0); // num_slice_groups_minus1
        out.ue(references - 1); // num_ref_idx_l0_default_active_minus1
        out.ue(0); // num_ref_idx_l1_default_active_minus1
        out.flag(true); // weighted_pred_flag
        out.put(2, 0); // weighted_bipred_idc
        out.se(0); // pic_init_qp_minus26
        out.se(0); // pic_init_qs_minus26
        out.se(0); // chroma_qp_index_offset
        out.flag(true); // deblocking_filter_control_present_flag
        out.flag(false); // constrained_intra_pred_flag
        out.flag(false); // redundant_pic_cnt_present_flag
        out.flag(true); // transform_8x8_mode_flag
        out.flag(false); // pic_scaling_matrix_present_flag
        out.se(0); // second_chroma_qp_index_offset
        out.trailingBits();
    }
}
