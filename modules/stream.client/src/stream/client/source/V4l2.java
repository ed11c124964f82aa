package stream.client.source;

/// Numbers of the Video4Linux2 interface (`linux/videodev2.h`) as 64-bit kernels have them: requests,
/// where the fields of structures lie, and what they may hold. A test compares them with the header.
final class V4l2 {
    /// `_IOC_WRITE`, `_IOC_READ`
    private static final int WRITE = 1;
    private static final int READ = 2;

    /// `struct v4l2_capability`
    static final int CAPABILITY_BYTES = 104;
    static final int CAPABILITY_CARD = 16;
    static final int CAPABILITY_CAPABILITIES = 84;
    static final int CAPABILITY_DEVICE_CAPS = 88;

    /// `V4L2_CAP_…`
    static final int CAP_VIDEO_CAPTURE = 1;
    static final int CAP_STREAMING = 0x0400_0000;
    static final int CAP_DEVICE_CAPS = 0x8000_0000;

    /// `struct v4l2_fmtdesc`
    static final int FMTDESC_BYTES = 64;
    static final int FMTDESC_INDEX = 0;
    static final int FMTDESC_TYPE = 4;
    static final int FMTDESC_PIXELFORMAT = 44;

    /// `struct v4l2_frmsizeenum`; a discrete size, or the least and the most with steps
    static final int FRMSIZEENUM_BYTES = 44;
    static final int FRMSIZEENUM_INDEX = 0;
    static final int FRMSIZEENUM_PIXEL_FORMAT = 4;
    static final int FRMSIZEENUM_TYPE = 8;
    static final int FRMSIZEENUM_WIDTH = 12;
    static final int FRMSIZEENUM_HEIGHT = 16;
    static final int FRMSIZEENUM_MIN_WIDTH = 12;
    static final int FRMSIZEENUM_MAX_WIDTH = 16;
    static final int FRMSIZEENUM_MIN_HEIGHT = 24;
    static final int FRMSIZEENUM_MAX_HEIGHT = 28;
    /// `V4L2_FRMSIZE_TYPE_DISCRETE`
    static final int FRMSIZE_DISCRETE = 1;

    /// `struct v4l2_format` with `struct v4l2_pix_format`
    static final int FORMAT_BYTES = 208;
    static final int FORMAT_TYPE = 0;
    static final int FORMAT_WIDTH = 8;
    static final int FORMAT_HEIGHT = 12;
    static final int FORMAT_PIXELFORMAT = 16;
    static final int FORMAT_FIELD = 20;
    static final int FORMAT_BYTESPERLINE = 24;
    static final int FORMAT_SIZEIMAGE = 28;
    static final int FORMAT_COLORSPACE = 32;
    static final int FORMAT_QUANTIZATION = 48;
    /// `V4L2_FIELD_NONE`, `V4L2_COLORSPACE_JPEG`, `V4L2_QUANTIZATION_…`
    static final int FIELD_NONE = 1;
    static final int COLORSPACE_JPEG = 7;
    static final int QUANTIZATION_DEFAULT = 0;
    static final int QUANTIZATION_FULL_RANGE = 1;

    /// `struct v4l2_requestbuffers`
    static final int REQUESTBUFFERS_BYTES = 20;
    static final int REQUESTBUFFERS_COUNT = 0;
    static final int REQUESTBUFFERS_TYPE = 4;
    static final int REQUESTBUFFERS_MEMORY = 8;

    /// `struct v4l2_buffer`
    static final int BUFFER_BYTES = 88;
    static final int BUFFER_INDEX = 0;
    static final int BUFFER_TYPE = 4;
    static final int BUFFER_BYTESUSED = 8;
    static final int BUFFER_FLAGS = 12;
    static final int BUFFER_MEMORY = 60;
    static final int BUFFER_OFFSET = 64;
    static final int BUFFER_LENGTH = 72;
    /// `V4L2_BUF_FLAG_ERROR`: the picture is damaged
    static final int BUF_FLAG_ERROR = 0x40;

    /// `V4L2_BUF_TYPE_VIDEO_CAPTURE`, `V4L2_MEMORY_MMAP`
    static final int TYPE_VIDEO_CAPTURE = 1;
    static final int MEMORY_MMAP = 1;

    /// `V4L2_PIX_FMT_…`
    static final int MJPG = fourcc("MJPG");
    static final int JPEG = fourcc("JPEG");
    static final int YUYV = fourcc("YUYV");
    static final int NV12 = fourcc("NV12");
    static final int YU12 = fourcc("YU12");

    /// `VIDIOC_…`
    static final int QUERYCAP = request(READ, 0, CAPABILITY_BYTES);
    static final int ENUM_FMT = request(READ | WRITE, 2, FMTDESC_BYTES);
    static final int S_FMT = request(READ | WRITE, 5, FORMAT_BYTES);
    static final int REQBUFS = request(READ | WRITE, 8, REQUESTBUFFERS_BYTES);
    static final int QUERYBUF = request(READ | WRITE, 9, BUFFER_BYTES);
    static final int QBUF = request(READ | WRITE, 15, BUFFER_BYTES);
    static final int DQBUF = request(READ | WRITE, 17, BUFFER_BYTES);
    static final int STREAMON = request(WRITE, 18, Integer.BYTES);
    static final int STREAMOFF = request(WRITE, 19, Integer.BYTES);
    static final int ENUM_FRAMESIZES = request(READ | WRITE, 74, FRMSIZEENUM_BYTES);

    private V4l2() {}

    private static int fourcc(String letters) {
        return letters.charAt(0) | letters.charAt(1) << 8 | letters.charAt(2) << 16 | letters.charAt(3) << 24;
    }

    /// `_IOC` of `asm-generic/ioctl.h`: direction, size, type, number.
    private static int request(int direction, int number, int bytes) {
        return direction << 30 | bytes << 16 | 'V' << 8 | number;
    }
}
