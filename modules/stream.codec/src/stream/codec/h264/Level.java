package stream.codec.h264;

/// The levels of Table A-1: what a decoder must be able to bear.
///
/// `LEVEL_1B` and level 1.1 share `level_idc`; level 1b is not used here.
enum Level {
    LEVEL_1(10, 1_485, 99, 396, 64, 64),
    LEVEL_1_1(11, 3_000, 396, 900, 192, 128),
    LEVEL_1_2(12, 6_000, 396, 2_376, 384, 128),
    LEVEL_1_3(13, 11_880, 396, 2_376, 768, 128),
    LEVEL_2(20, 11_880, 396, 2_376, 2_000, 128),
    LEVEL_2_1(21, 19_800, 792, 4_752, 4_000, 256),
    LEVEL_2_2(22, 20_250, 1_620, 8_100, 4_000, 256),
    LEVEL_3(30, 40_500, 1_620, 8_100, 10_000, 256),
    LEVEL_3_1(31, 108_000, 3_600, 18_000, 14_000, 512),
    LEVEL_3_2(32, 216_000, 5_120, 20_480, 20_000, 512),
    LEVEL_4(40, 245_760, 8_192, 32_768, 20_000, 512),
    LEVEL_4_1(41, 245_760, 8_192, 32_768, 50_000, 512),
    LEVEL_4_2(42, 522_240, 8_704, 34_816, 50_000, 512),
    LEVEL_5(50, 589_824, 22_080, 110_400, 135_000, 512),
    LEVEL_5_1(51, 983_040, 36_864, 184_320, 240_000, 512),
    LEVEL_5_2(52, 2_073_600, 36_864, 184_320, 240_000, 512),
    LEVEL_6(60, 4_177_920, 139_264, 696_320, 240_000, 8_192),
    LEVEL_6_1(61, 8_355_840, 139_264, 696_320, 480_000, 8_192),
    LEVEL_6_2(62, 16_711_680, 139_264, 696_320, 800_000, 8_192);

    private static final int MOST_REFERENCES = 16;

    /// `level_idc`: ten times the level's number.
    final int idc;
    final int macroblocksPerSecond;
    final int frameMacroblocks;
    final int dpbMacroblocks;
    final int kbps;
    /// Vertical motion vectors stay in −this … this − ¼ luma samples.
    final int verticalMotionRange;

    Level(int idc, int macroblocksPerSecond, int frameMacroblocks, int dpbMacroblocks, int kbps, int motion) {
        this.idc = idc;
        this.macroblocksPerSecond = macroblocksPerSecond;
        this.frameMacroblocks = frameMacroblocks;
        this.dpbMacroblocks = dpbMacroblocks;
        this.kbps = kbps;
        verticalMotionRange = motion;
    }

    /// The lowest level that bears a stream; the highest of all when none does.
    static Level of(int widthMbs, int heightMbs, int framesPerSecond, int kbps, int references) {
        int macroblocks = widthMbs * heightMbs;
        for (var level : values()) {
            long widest = 8L * level.frameMacroblocks;
            if (macroblocks <= level.frameMacroblocks
                    && (long) widthMbs * widthMbs <= widest
                    && (long) heightMbs * heightMbs <= widest
                    && (long) macroblocks * framesPerSecond <= level.macroblocksPerSecond
                    && (long) macroblocks * references <= level.dpbMacroblocks
                    && kbps <= level.kbps) {
                return level;
            }
        }
        return LEVEL_6_2;
    }

    /// MaxDpbFrames (§A.3.1): how many reference frames a decoder of this level has room for.
    int mostReferences(int macroblocks) {
        return Math.min(MOST_REFERENCES, dpbMacroblocks / macroblocks);
    }
}
