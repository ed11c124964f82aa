package stream.codec.h264;

import java.util.Arrays;

/// Reference frames kept for what comes back: a menu that opens and closes, a window that was in front,
/// the other of two pages.
///
/// P slices refer to the newest frame first. Beside it a few older ones are kept as long-term reference
/// frames (§8.2.5), each from just before the picture lost something that had stood a while. Of each
/// it is remembered what its macroblocks showed ([Contents]). A macroblock that changes and then shows
/// again what it did in one of them is predicted from there. Where nothing comes back, a frame
/// costs a look at some numbers, and no bit.
///
/// **Threads.** Slices only read.
final class LongTermFrames {
    /// More hold little that these do not.
    static final int MOST = 2;
    static final int NONE = -1;

    /// A frame is worth half as much when nothing came back from it during so many pictures.
    private static final int HALF_LIFE = 90;

    /// A frame that is kept: its samples, what it shows that had stood a while, and how finely each
    /// macroblock is coded.
    private static final class Kept {
        Frame frame;
        final long[] signatures;
        final byte[] qps;
        int idle;

        Kept(int macroblocks) {
            signatures = new long[macroblocks];
            qps = new byte[macroblocks];
        }
    }

    private final Source source;
    private final Refinement refinement;
    private final int capacity;
    /// By LongTermFrameIdx.
    private final Kept[] kept = new Kept[MOST];
    /// The newest reference frame, which may become one of them.
    private Kept next;
    private int count;

    /// By macroblock, `ref_idx_l0` of the frame in which its content was found; 0 where there is none.
    private final byte[] found;
    private int foundCount;
    private int highestFound;
    private final int[] hits = new int[MOST];

    /// @param capacity how many may be kept
    LongTermFrames(Source source, Refinement refinement, int capacity) {
        this.source = source;
        this.refinement = refinement;
        this.capacity = capacity;
        int macroblocks = source.changed.length;
        found = new byte[macroblocks];
        next = new Kept(macroblocks);
        for (int i = 0; i < capacity; i++) {
            kept[i] = new Kept(macroblocks);
            kept[i].frame = new Frame(source.frame.widthMbs, source.frame.heightMbs);
        }
    }

    int capacity() {
        return capacity;
    }

    /// The frame with a LongTermFrameIdx.
    Frame frame(int index) {
        return kept[index].frame;
    }

    /// How many reference frames the picture needs, the newest included.
    int references() {
        return 1 + highestFound;
    }

    /// How many macroblocks came back.
    int foundCount() {
        return foundCount;
    }

    /// `ref_idx_l0` of the frame that shows what a macroblock shows, at the same place; 0 for none.
    int found(int address) {
        return found[address];
    }

    /// QP that a macroblock of a frame was coded at.
    int qp(int reference, int address) {
        return kept[reference - 1].qps[address];
    }

    /// An IDR picture makes the decoder forget all (§8.2.5.1).
    void forget() {
        count = 0;
    }

    /// Looks for what the changed macroblocks show.
    void search() {
        if (foundCount > 0) {
            Arrays.fill(found, (byte) 0);
        }
        foundCount = 0;
        highestFound = 0;
        if (source.changedCount == 0 || count == 0) {
            return;
        }
        Arrays.fill(hits, 0);
        for (int address = 0; address < found.length; address++) {
            if (source.changed[address]) {
                find(address);
            }
        }
        for (int i = 0; i < count; i++) {
            kept[i].idle = hits[i] > 0 ? 0 : kept[i].idle + 1;
        }
    }

    private void find(int address) {
        long signature = source.contents.signatures[address];
        for (int i = 0; i < count; i++) {
            if (kept[i].signatures[address] == signature) {
                found[address] = (byte) (i + 1);
                foundCount++;
                highestFound = Math.max(highestFound, i + 1);
                hits[i]++;
                // It had stood a while already.
                source.contents.since[address] = Contents.LONG_AGO;
                return;
            }
        }
    }

    /// Whether the newest reference frame should be kept when the picture has been coded, and in place
    /// of which.
    ///
    /// @return its LongTermFrameIdx, or [#NONE]
    int choose() {
        int index = count < capacity ? count : leastWorth();
        if (index != NONE) {
            remember();
        }
        return index;
    }

    private int leastWorth() {
        int lost = capacity == 0 || source.changedCount == 0 ? 0 : lost();
        int least = NONE;
        for (int i = 0; i < count && lost > 0; i++) {
            int worth = worth(i);
            if (worth < lost) {
                least = i;
                lost = worth;
            }
        }
        return least;
    }

    /// How many macroblocks no longer show what had stood a while and no frame kept shows.
    private int lost() {
        int lost = 0;
        for (int address = 0; address < found.length; address++) {
            if (source.changed[address] && source.hadSettled(address)
                    && !isKept(source.previousContents.signatures[address], address, NONE)) {
                lost++;
            }
        }
        return lost;
    }

    private boolean isKept(long signature, int address, int except) {
        for (int i = 0; i < count; i++) {
            if (i != except && kept[i].signatures[address] == signature) {
                return true;
            }
        }
        return false;
    }

    /// How many macroblocks of a frame are to be found nowhere else; old ones count less.
    private int worth(int index) {
        long[] signatures = kept[index].signatures;
        int only = 0;
        for (int address = 0; address < found.length; address++) {
            long signature = signatures[address];
            if (signature != Contents.NOTHING && signature != source.contents.signatures[address]
                    && !isKept(signature, address, index)) {
                only++;
            }
        }
        return only * HALF_LIFE / (HALF_LIFE + kept[index].idle);
    }

    /// Remembers the newest reference frame before anything is coded over it.
    private void remember() {
        var contents = source.previousContents;
        for (int address = 0; address < found.length; address++) {
            next.signatures[address] = source.hadSettled(address) ? contents.signatures[address] : Contents.NOTHING;
        }
        System.arraycopy(refinement.qps, 0, next.qps, 0, next.qps.length);
    }

    /// Keeps the newest reference frame, as [#choose] decided.
    ///
    /// @return the frame that nobody needs any more
    Frame keep(int index, Frame newest) {
        var gone = kept[index];
        next.frame = newest;
        next.idle = 0;
        kept[index] = next;
        next = gone;
        count = Math.max(count, index + 1);
        return gone.frame;
    }
}
