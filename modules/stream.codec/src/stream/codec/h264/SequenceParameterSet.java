package stream.codec.h264;

/// seq_parameter_set_rbsp(), §7.3.2.1, of a High stream of progressive frames.
///
/// @param width of the picture shown; what is coded is rounded up to whole macroblocks and cropped
/// @param references `max_num_ref_frames`
record SequenceParameterSet(int width, int height, Level level, int references) {
    static final int PROFILE_HIGH = 100;
    static final int CHROMA_420 = 1;
    /// `frame_num` counts to 2⁸: a reference frame is far younger than that.
    static final int FRAME_NUM_BITS = 8;

    /// §E.2.1: 5 is *unspecified video format*; 1 is BT.709 in all three code points.
    private static final int UNSPECIFIED_FORMAT = 5;
    private static final int BT_709 = 1;
    /// Chroma samples lie in the middle of the four luma samples they belong to (Figure E-1).
    private static final int CHROMA_IN_THE_MIDDLE = 1;

    int widthMbs() {
        return width + 15 >> 4;
    }

    int heightMbs() {
        return height + 15 >> 4;
    }

    void write(BitWriter out) {
        out.put(8, PROFILE_HIGH);
        out.put(8, 0); // constraint_set0_flag to constraint_set5_flag
        out.put(8, level.idc);
        out.ue(0); // seq_parameter_set_id
        out.ue(CHROMA_420); // chroma_format_idc
        out.ue(0); // bit_depth_luma_minus8
        out.ue(0); // bit_depth_chroma_minus8
        out.flag(false); // qpprime_y_zero_transform_bypass_flag
        out.flag(false); // seq_scaling_matrix_present_flag
        out.ue(FRAME_NUM_BITS - 4); // log2_max_frame_num_minus4
        out.ue(2); // pic_order_cnt_type: frames are shown in the order of decoding
        out.ue(references); // max_num_ref_frames
        out.flag(false); // gaps_in_frame_num_value_allowed_flag
        out.ue(widthMbs() - 1); // pic_width_in_mbs_minus1
        out.ue(heightMbs() - 1); // pic_height_in_map_units_minus1
        out.flag(true); // frame_mbs_only_flag
        out.flag(true); // direct_8x8_inference_flag
        writeCropping(out);
        out.flag(true); // vui_parameters_present_flag
        writeVui(out);
        out.trailingBits();
    }

    /// Offsets count chroma samples. A picture of odd size shows one column or row too many, as
    /// 4:2:0 cannot crop half a chroma sample.
    private void writeCropping(BitWriter out) {
        int right = (widthMbs() * 16 - width) / 2;
        int bottom = (heightMbs() * 16 - height) / 2;
        boolean cropped = right != 0 || bottom != 0;
        out.flag(cropped); // frame_cropping_flag
        if (cropped) {
            out.ue(0); // frame_crop_left_offset
            out.ue(right); // frame_crop_right_offset
            out.ue(0); // frame_crop_top_offset
            out.ue(bottom); // frame_crop_bottom_offset
        }
    }

    /// vui_parameters(), §E.1.1. Without bitstream_restriction a decoder must expect reordering and
    /// hardware ones hold frames back for it.
    private void writeVui(BitWriter out) {
        out.flag(false); // aspect_ratio_info_present_flag
        out.flag(false); // overscan_info_present_flag
        out.flag(true); // video_signal_type_present_flag
        out.put(3, UNSPECIFIED_FORMAT); // video_format
        out.flag(false); // video_full_range_flag
        out.flag(true); // colour_description_present_flag
        out.put(8, BT_709); // colour_primaries
        out.put(8, BT_709); // transfer_characteristics
        out.put(8, BT_709); // matrix_coefficients
        out.flag(true); // chroma_loc_info_present_flag
        out.ue(CHROMA_IN_THE_MIDDLE); // chroma_sample_loc_type_top_field
        out.ue(CHROMA_IN_THE_MIDDLE); // chroma_sample_loc_type_bottom_field
        out.flag(false); // timing_info_present_flag
        out.flag(false); // nal_hrd_parameters_present_flag
        out.flag(false); // vcl_hrd_parameters_present_flag
        out.flag(false); // pic_struct_present_flag
        out.flag(true); // bitstream_restriction_flag
        out.flag(true); // motion_vectors_over_pic_boundaries_flag
        out.ue(0); // max_bytes_per_pic_denom: no limit
        out.ue(0); // max_bits_per_mb_denom: no limit
        out.ue(13); // log2_max_mv_length_horizontal
        out.ue(13); // log2_max_mv_length_vertical
        out.ue(0); // max_num_reorder_frames
        out.ue(references); // max_dec_frame_buffering
    }
}
