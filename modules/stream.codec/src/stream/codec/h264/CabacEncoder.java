package stream.codec.h264;

import java.util.Arrays;

/// The arithmetic coder of CABAC (§9.3.4): turns bins, each of which has a probability, into bits.
///
/// A message is a number between 0 and 1. Each bin cuts the interval that the number can lie in into two
/// parts, as large as its values are probable, and keeps one of them; in the end any number inside will
/// do. What is improbable makes the interval much smaller, which takes bits; what is nearly sure takes
/// next to none.
///
/// ```
/// low                                    low + range
/// |----- more probable value -----|- less -|
/// ```
///
/// Probabilities are learnt: each context has a state, and moves when one of its bins was coded.
///
/// The range has nine bits; when it gets smaller, everything is doubled, and the bits that leave `low` at
/// the top are those of the stream. A carry can still reach them: bytes of ones wait for it in
/// `outstanding`, and the last byte before them stays within reach.
///
/// ```
/// low:   carry | pending bits, queue + 8 of them | 10 bits of the register
/// ```
final class CabacEncoder {
    private static final int REGISTER = 10;
    private static final int INITIAL_RANGE = 510;
    /// Nine bits to go: the first one is always zero and not written.
    private static final int INITIAL_QUEUE = -9;

    private byte[] bytes;
    private int length;
    private int low;
    private int range;
    private int queue;
    private int outstanding;
    private byte[] states = new byte[CabacContext.COUNT];

    /// As it was at [#mark].
    private byte[] markedStates = new byte[CabacContext.COUNT];
    private int markedLength;
    private byte markedByte;
    private int markedLow;
    private int markedRange;
    private int markedQueue;
    private int markedOutstanding;

    CabacEncoder(int capacity) {
        bytes = new byte[capacity];
    }

    /// Begins a slice behind its header.
    void begin(BitWriter header, boolean intra, int qp) {
        while (!header.isByteAligned()) {
            header.put(1, 1); // cabac_alignment_one_bit
        }
        System.arraycopy(header.toBytes(), 0, bytes, 0, header.byteLength());
        length = header.byteLength();
        System.arraycopy(CabacInitialStates.of(intra, qp), 0, states, 0, states.length);
        restart();
    }

    private void restart() {
        low = 0;
        range = INITIAL_RANGE;
        queue = INITIAL_QUEUE;
        outstanding = 0;
    }

    /// Codes a bin in a context.
    void put(int context, int bin) {
        int state = states[context];
        int lps = CabacTables.RANGE_LPS[(state >> 1) * 4 + (range >> 6 & 3)];
        states[context] = CabacTables.NEXT[2 * state + bin];
        range -= lps;
        if ((state & 1) != bin) {
            low += range;
            range = lps;
        }
        renormalise();
    }

    private void renormalise() {
        int shift = Integer.numberOfLeadingZeros(range) - (Integer.SIZE - 9);
        range <<= shift;
        shift(shift);
    }

    private void shift(int count) {
        low <<= count;
        queue += count;
        if (queue >= 0) {
            store();
        }
    }

    /// Codes bins whose values are equally probable, at most 24 of them, the highest first: bypass (§9.3.4.4).
    void bypass(int count, int bins) {
        for (int left = count; left > 0; ) {
            int now = Math.min(left, Byte.SIZE);
            left -= now;
            low = (low << now) + (bins >>> left & (1 << now) - 1) * range;
            queue += now;
            if (queue >= 0) {
                store();
            }
        }
    }

    /// Codes `value` in bypass as an Exp-Golomb code of order `k`: the suffix of UEGk (§9.3.2.3).
    void bypassExpGolomb(int k, int value) {
        int rest = value;
        int order = k;
        while (rest >= 1 << order) {
            bypass(1, 1);
            rest -= 1 << order++;
        }
        bypass(1 + order, rest); // a zero, then what is left
    }

    /// Codes a bin that is one only where the arithmetic code ends: at the end of a slice, or before
    /// samples (§9.3.4.5).
    void terminate(boolean end) {
        range -= 2;
        if (!end) {
            renormalise();
            return;
        }
        low += range;
        range = 2;
        renormalise();
        // Two bits make clear what the number is; the third is rbsp_stop_one_bit, or stands before samples.
        low = (low | 1 << REGISTER - 3) & ~((1 << REGISTER - 3) - 1);
        shift(3);
        if (queue > -Byte.SIZE) {
            shift(-queue); // zeros up to the end of the byte
        }
        reserve(outstanding);
        for (; outstanding > 0; outstanding--) {
            bytes[length++] = (byte) 0xff;
        }
    }

    /// Writes samples as they are, and begins anew behind them; the contexts have learnt what they have.
    void samples(Plane plane, int x, int y, int size) {
        reserve(size * size);
        for (int row = 0; row < size; row++, length += size) {
            System.arraycopy(plane.samples, (y + row) * plane.width + x, bytes, length, size);
        }
        restart();
    }

    /// Moves the byte that is complete out of `low`, once it is known whether a carry goes on from it.
    private void store() {
        int out = low >> queue + REGISTER;
        low &= (1 << queue + REGISTER) - 1;
        queue -= Byte.SIZE;
        if ((out & 0xff) == 0xff) {
            outstanding++;
            return;
        }
        reserve(outstanding + 1);
        int carry = out >> Byte.SIZE;
        bytes[length - 1] += (byte) carry;
        for (; outstanding > 0; outstanding--) {
            bytes[length++] = (byte) (carry - 1);
        }
        bytes[length++] = (byte) out;
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }

    /// How many bits the slice has so far.
    int bits() {
        return (length + outstanding + 1) * Byte.SIZE + queue;
    }

    /// Remembers what it is now, for [#reset].
    void mark() {
        System.arraycopy(states, 0, markedStates, 0, states.length);
        markedLength = length;
        markedByte = bytes[length - 1];
        markedLow = low;
        markedRange = range;
        markedQueue = queue;
        markedOutstanding = outstanding;
    }

    /// Takes back what was coded since [#mark].
    void reset() {
        var undone = states;
        states = markedStates;
        markedStates = undone;
        length = markedLength;
        bytes[length - 1] = markedByte;
        low = markedLow;
        range = markedRange;
        queue = markedQueue;
        outstanding = markedOutstanding;
    }

    /// The slice, valid up to [#byteLength] once it has ended.
    byte[] bytes() {
        return bytes;
    }

    int byteLength() {
        return length;
    }
}
