package stream.codec.h264;

/// The variable-length codes of CAVLC, laid out as in the standard: Tables 9-5, 9-7, 9-8, 9-9 and
/// 9-10.
///
/// A code is an `int`: its length in the top byte, its bits below. [#length] and [#bits] take it
/// apart.
final class CavlcTables {
    /// Table 9-5. Columns: TrailingOnes, TotalCoeff, then `coeff_token` for 0 ≤ nC < 2, 2 ≤ nC < 4,
    /// 4 ≤ nC < 8, 8 ≤ nC and nC = −1 (chroma DC).
    private static final String COEFF_TOKEN = """
            0  0  1                11             1111       000011 01
            0  1  000101           001011         001111     000000 000111
            1  1  01               10             1110       000001 1
            0  2  00000111         000111         001011     000100 000100
            1  2  000100           00111          01111      000101 000110
            2  2  001              011            1101       000110 001
            0  3  000000111        0000111        001000     001000 000011
            1  3  00000110         001010         01100      001001 0000011
            2  3  0000101          001001         01110      001010 0000010
            3  3  00011            0101           1100       001011 000101
            0  4  0000000111       00000111       0001111    001100 000010
            1  4  000000110        000110         01010      001101 00000011
            2  4  00000101         000101         01011      001110 00000010
            3  4  000011           0100           1011       001111 0000000
            0  5  00000000111      00000100       0001011    010000 -
            1  5  0000000110       0000110        01000      010001 -
            2  5  000000101        0000101        01001      010010 -
            3  5  0000100          00110          1010       010011 -
            0  6  0000000001111    000000111      0001001    010100 -
            1  6  00000000110      00000110       001110     010101 -
            2  6  0000000101       00000101       001101     010110 -
            3  6  00000100         001000         1001       010111 -
            0  7  0000000001011    00000001111    0001000    011000 -
            1  7  0000000001110    000000110      001010     011001 -
            2  7  00000000101      000000101      001001     011010 -
            3  7  000000100        000100         1000       011011 -
            0  8  0000000001000    00000001011    00001111   011100 -
            1  8  0000000001010    00000001110    0001110    011101 -
            2  8  0000000001101    00000001101    0001101    011110 -
            3  8  0000000100       0000100        01101      011111 -
            0  9  00000000001111   000000001111   00001011   100000 -
            1  9  00000000001110   00000001010    00001110   100001 -
            2  9  0000000001001    00000001001    0001010    100010 -
            3  9  00000000100      000000100      001100     100011 -
            0 10  00000000001011   000000001011   000001111  100100 -
            1 10  00000000001010   000000001110   00001010   100101 -
            2 10  00000000001101   000000001101   00001101   100110 -
            3 10  0000000001100    00000001100    0001100    100111 -
            0 11  000000000001111  000000001000   000001011  101000 -
            1 11  000000000001110  000000001010   000001110  101001 -
            2 11  00000000001001   000000001001   00001001   101010 -
            3 11  00000000001100   00000001000    00001100   101011 -
            0 12  000000000001011  0000000001111  000001000  101100 -
            1 12  000000000001010  0000000001110  000001010  101101 -
            2 12  000000000001101  0000000001101  000001101  101110 -
            3 12  00000000001000   000000001100   00001000   101111 -
            0 13  0000000000001111 0000000001011  0000001101 110000 -
            1 13  000000000000001  0000000001010  000000111  110001 -
            2 13  000000000001001  0000000001001  000001001  110010 -
            3 13  000000000001100  0000000001100  000001100  110011 -
            0 14  0000000000001011 0000000000111  0000001001 110100 -
            1 14  0000000000001110 00000000001011 0000001100 110101 -
            2 14  0000000000001101 0000000000110  0000001011 110110 -
            3 14  000000000001000  0000000001000  0000001010 110111 -
            0 15  0000000000000111 00000000001001 0000000101 111000 -
            1 15  0000000000001010 00000000001000 0000001000 111001 -
            2 15  0000000000001001 00000000001010 0000000111 111010 -
            3 15  0000000000001100 0000000000001  0000000110 111011 -
            0 16  0000000000000100 00000000000111 0000000001 111100 -
            1 16  0000000000000110 00000000000110 0000000100 111101 -
            2 16  0000000000000101 00000000000101 0000000011 111110 -
            3 16  0000000000001000 00000000000100 0000000010 111111 -
            """;

    /// Tables 9-7 and 9-8. One line per tzVlcIndex 1 … 15, one code per `total_zeros` 0, 1 ….
    private static final String TOTAL_ZEROS = """
            1 011 010 0011 0010 00011 00010 000011 000010 0000011 0000010 00000011 00000010 000000011 000000010 000000001
            111 110 101 100 011 0101 0100 0011 0010 00011 00010 000011 000010 000001 000000
            0101 111 110 101 0100 0011 100 011 0010 00011 00010 000001 00001 000000
            00011 111 0101 0100 110 101 100 0011 011 0010 00010 00001 00000
            0101 0100 0011 111 110 101 100 011 0010 00001 0001 00000
            000001 00001 111 110 101 100 011 010 0001 001 000000
            000001 00001 101 100 011 11 010 0001 001 000000
            000001 0001 00001 011 11 10 010 001 000000
            000001 000000 0001 11 10 001 01 00001
            00001 00000 001 11 10 01 0001
            0000 0001 001 010 1 011
            0000 0001 01 1 001
            000 001 1 01
            00 01 1
            0 1
            """;

    /// Table 9-9 (a), the same for chroma DC.
    private static final String CHROMA_DC_TOTAL_ZEROS = """
            1 01 001 000
            1 01 00
            1 0
            """;

    /// Table 9-10. One line per zerosLeft 1 … 6 and above 6, one code per `run_before` 0, 1 ….
    private static final String RUN_BEFORE = """
            1 0
            1 01 00
            11 10 01 00
            11 10 01 001 000
            11 10 011 010 001 000
            11 000 001 011 010 101 100
            111 110 101 100 011 010 001 0001 00001 000001 0000001 00000001 000000001 0000000001 00000000001
            """;

    /// The tables of [#COEFF_TOKEN] that go by number, not by neighbours.
    static final int CHROMA_DC = 4;
    /// The most trailing ones that `coeff_token` tells.
    static final int MAX_TRAILING_ONES = 3;

    private static final int LENGTH_SHIFT = 24;
    /// `[table][TotalCoeff << 2 | TrailingOnes]`
    private static final int[][] COEFF_TOKENS = coeffTokens();
    private static final int[][] TOTAL_ZEROS_CODES = rows(TOTAL_ZEROS);
    private static final int[][] CHROMA_DC_TOTAL_ZEROS_CODES = rows(CHROMA_DC_TOTAL_ZEROS);
    private static final int[][] RUN_BEFORE_CODES = rows(RUN_BEFORE);

    private CavlcTables() {}

    /// The column of Table 9-5 for `nC`.
    static int coeffTokenTable(int nC) {
        return nC < 2 ? 0 : nC < 4 ? 1 : nC < 8 ? 2 : 3;
    }

    static int coeffToken(int table, int totalCoeff, int trailingOnes) {
        return COEFF_TOKENS[table][totalCoeff << 2 | trailingOnes];
    }

    static int totalZeros(int totalCoeff, int totalZeros) {
        return TOTAL_ZEROS_CODES[totalCoeff - 1][totalZeros];
    }

    static int chromaDcTotalZeros(int totalCoeff, int totalZeros) {
        return CHROMA_DC_TOTAL_ZEROS_CODES[totalCoeff - 1][totalZeros];
    }

    static int runBefore(int zerosLeft, int run) {
        return RUN_BEFORE_CODES[Math.min(zerosLeft, RUN_BEFORE_CODES.length) - 1][run];
    }

    static int length(int code) {
        return code >>> LENGTH_SHIFT;
    }

    static int bits(int code) {
        return code & (1 << LENGTH_SHIFT) - 1;
    }

    private static int[][] coeffTokens() {
        var codes = new int[CHROMA_DC + 1][17 << 2];
        COEFF_TOKEN.lines().forEach(line -> {
            var columns = line.strip().split(" +");
            int index = Integer.parseInt(columns[1]) << 2 | Integer.parseInt(columns[0]);
            for (int table = 0; table < codes.length; table++) {
                codes[table][index] = columns[table + 2].equals("-") ? 0 : code(columns[table + 2]);
            }
        });
        return codes;
    }

    private static int[][] rows(String table) {
        return table.lines()
                .map(line -> line.strip().split(" "))
                .map(codes -> java.util.Arrays.stream(codes).mapToInt(CavlcTables::code).toArray())
                .toArray(int[][]::new);
    }

    private static int code(String bits) {
        return bits.length() << LENGTH_SHIFT | Integer.parseInt(bits, 2);
    }
}
