package stream.codec.h264;

/// How the last frame of an encoder was coded, macroblock by macroblock, for pictures that explain it.
/// Valid until the next frame is encoded.
public final class FrameReport {
    /// What became of a macroblock.
    public enum Kind {
        STILL("unchanged"),
        SKIPPED("copied"),
        INTER("moved"),
        PARTS("moved in parts"),
        RETURNED("came back"),
        INTRA_16X16("intra 16×16"),
        INTRA_8X8("intra 8×8"),
        INTRA_4X4("intra 4×4"),
        SAMPLES("samples");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /// A word for a person.
        public String label() {
            return label;
        }
    }

    private final SequenceParameterSet sequence;
    private final Grid grid;
    private final Frame frame;

    FrameReport(SequenceParameterSet sequence, Grid grid, Frame frame) {
        this.sequence = sequence;
        this.grid = grid;
        this.frame = frame;
    }

    public int width() {
        return sequence.width();
    }

    public int height() {
        return sequence.height();
    }

    public int macroblocks() {
        return grid.types.length;
    }

    /// The left of a macroblock in the picture.
    public int x(int macroblock) {
        return macroblock % grid.widthMbs * 16;
    }

    /// The top of a macroblock in the picture.
    public int y(int macroblock) {
        return macroblock / grid.widthMbs * 16;
    }

    public Kind kind(int macroblock) {
        if (!grid.oneReference && grid.references[block(macroblock)] > 0) {
            return Kind.RETURNED;
        }
        return switch (grid.types[macroblock]) {
            case MacroblockType.P_SKIP -> grid.isStill(block(macroblock)) ? Kind.STILL : Kind.SKIPPED;
            case MacroblockType.P_16X16 -> Kind.INTER;
            case MacroblockType.P_16X8, MacroblockType.P_8X16, MacroblockType.P_8X8 -> Kind.PARTS;
            case MacroblockType.INTRA_16X16 -> Kind.INTRA_16X16;
            case MacroblockType.INTRA_8X8 -> Kind.INTRA_8X8;
            case MacroblockType.INTRA_4X4 -> Kind.INTRA_4X4;
            default -> Kind.SAMPLES;
        };
    }

    /// Bits of a macroblock; those that are skipped take none to speak of.
    public int bits(int macroblock) {
        return grid.types[macroblock] == MacroblockType.P_SKIP ? 0 : grid.bits[macroblock];
    }

    /// Horizontal motion in quarter samples.
    public int motionX(int macroblock) {
        return MotionVector.x(grid.vectors[block(macroblock)]);
    }

    /// Vertical motion in quarter samples.
    public int motionY(int macroblock) {
        return MotionVector.y(grid.vectors[block(macroblock)]);
    }

    /// A luma sample as a decoder has it.
    public int luma(int x, int y) {
        return frame.luma.samples[y * frame.luma.width + x] & 0xff;
    }

    private int block(int macroblock) {
        return grid.block(macroblock % grid.widthMbs, macroblock / grid.widthMbs);
    }
}
