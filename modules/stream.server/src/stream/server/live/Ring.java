package stream.server.live;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import stream.common.media.Track;

/// The last seconds of a channel as bytes that go to viewers' sockets as they are: cache of the
/// group of pictures, send buffer and bound in one. A viewer is a [Cursor] into it.
///
/// ```
///        tail            start                        head
///  ...----|----[pkt][pkt]|[keyframe][pkt][pkt]...[pkt]|  positions grow for ever;
///         |<------------- capacity ------------------>|  a byte lies at position mod capacity
/// ```
///
/// Memory begins small and doubles while packets would be overwritten that are younger than
/// [#RETAINED_NANOS], or the group of pictures that newcomers begin with.
///
/// **Threads.** One writer at a time; any number of readers, each with a [Window] of its own, never
/// locked out and never waited for. The writer moves `tail` *before* it overwrites and `newest`
/// *after* it has written, so a reader that has copied or sent bytes asks [#holds] of the first of
/// them: when the answer is yes, none of them changed meanwhile.
final class Ring {
    /// Holds some seconds of a mostly still screen; hundreds of idle channels cost little.
    static final int SMALLEST_BYTES = 256 << 10;
    /// Three seconds at 40 Mbit/s, and three times the largest packet.
    static final int LARGEST_BYTES = 16 << 20;
    /// How far the ring grows to keep a long group of pictures; beyond it a newcomer waits for a
    /// keyframe that the publisher is asked for.
    static final int LARGEST_FOR_START_BYTES = 4 << 20;
    /// Three times the age at which a viewer is late, so that it is moved long before it falls off.
    static final long RETAINED_NANOS = TimeUnit.SECONDS.toNanos(3);
    /// A packet may fill this share of the ring: a viewer sends one while others are written.
    private static final int PACKET_SHARE = 3;
    /// One place in the index for so many bytes: sound packets are hardly smaller.
    private static final int BYTES_PER_INDEX_ENTRY = 256;

    /// @param bytes never sliced or moved by readers, who duplicate it
    private record Memory(ByteBuffer bytes, AtomicReferenceArray<Entry> index) {
        static Memory of(int capacity) {
            return new Memory(
                    ByteBuffer.allocateDirect(capacity),
                    new AtomicReferenceArray<>(capacity / BYTES_PER_INDEX_ENTRY));
        }

        int capacity() {
            return bytes.capacity();
        }

        int slot(long number) {
            return (int) (number & (index.length() - 1));
        }
    }

    private final MemoryBudget budget;
    private final int largest;
    private volatile Memory memory;
    private volatile long tail;
    private volatile Entry newest;
    private volatile Entry start;
    /// The writer's own: the number of the oldest packet that is still whole.
    private long oldest;

    /// @throws OutOfRoomException when the budget does not even allow the smallest ring
    Ring(MemoryBudget budget) throws OutOfRoomException {
        this(budget, SMALLEST_BYTES, LARGEST_BYTES);
    }

    /// @param smallest and largest capacity in bytes, powers of two
    Ring(MemoryBudget budget, int smallest, int largest) throws OutOfRoomException {
        if (!budget.take(smallest)) {
            throw new OutOfRoomException("no memory for another channel");
        }
        this.budget = budget;
        this.largest = largest;
        memory = Memory.of(smallest);
    }

    /// The newest packet, null before the first.
    Entry newest() {
        return newest;
    }

    /// The newest packet that a newcomer may begin with, null when there is none. Read it before
    /// [#newest()], which is then never older.
    Entry start() {
        return start;
    }

    /// The packet of this number, null when it is not there any more or not yet.
    Entry at(long number) {
        var m = memory;
        var entry = number < 0 ? null : m.index.get(m.slot(number));
        return entry != null && entry.number() == number ? entry : null;
    }

    /// Whether the byte at this position, and so every later one, has not been overwritten.
    boolean holds(long position) {
        VarHandle.loadLoadFence();
        return position >= tail;
    }

    int capacity() {
        return memory.capacity();
    }

    /// Writes a packet.
    ///
    /// @param isStart whether newcomers may begin with it
    /// @param parts the packet's bytes, read from their positions on
    /// @throws OutOfRoomException when it is too large for the memory that may be had
    Entry append(Track track, int flags, boolean isStart, long nowNanos, Prelude prelude, ByteBuffer... parts)
            throws OutOfRoomException {
        int length = 0;
        for (var part : parts) {
            length += part.remaining();
        }
        makeRoom(length, nowNanos);
        var last = newest;
        long number = last == null ? 0 : last.number() + 1;
        long position = last == null ? 0 : last.end();
        var m = memory;
        retire(m, number, position + length);
        var entry = new Entry(number, position, length, track, flags, nowNanos, prelude);
        long at = position;
        for (var part : parts) {
            int n = part.remaining();
            copy(part, m.bytes, at);
            at += n;
        }
        m.index.set(m.slot(number), entry);
        newest = entry;
        if (isStart) {
            start = entry;
        }
        return entry;
    }

    /// Gives the memory back to the budget; it is freed when the last reader lets go of it.
    void release() {
        budget.giveBack(capacity());
    }

    private void makeRoom(int length, long nowNanos) throws OutOfRoomException {
        while (capacity() / PACKET_SHARE < length) {
            if (!grow(largest)) {
                throw new OutOfRoomException("a packet of " + length + " bytes is too large");
            }
        }
        var last = newest;
        if (last == null) {
            return;
        }
        while (true) {
            var m = memory;
            var lost = at(firstKept(m, last.number() + 1, last.end() + length) - 1);
            if (lost == null || lost.number() < oldest) {
                return;
            }
            var from = start;
            boolean young = nowNanos - lost.arrivalNanos() < RETAINED_NANOS;
            boolean opening = from != null && lost.number() >= from.number();
            if (!(young && grow(largest)) && !(opening && grow(LARGEST_FOR_START_BYTES))) {
                return;
            }
        }
    }

    private boolean grow(int limit) {
        var old = memory;
        if (old.capacity() * 2L > Math.min(limit, largest) || !budget.take(old.capacity())) {
            return false;
        }
        var larger = Memory.of(old.capacity() * 2);
        var last = newest;
        if (last != null) {
            for (long number = oldest; number <= last.number(); number++) {
                larger.index.set(larger.slot(number), old.index.get(old.slot(number)));
            }
            long from = old.index.get(old.slot(oldest)).position();
            var all = old.bytes.duplicate();
            while (from < last.end()) {
                int at = (int) (from & (old.capacity() - 1));
                int n = (int) Math.min(last.end() - from, old.capacity() - at);
                copy(all.limit(at + n).position(at), larger.bytes, from);
                from += n;
            }
        }
        memory = larger;
        return true;
    }

    /// Tells the readers which bytes are about to be overwritten.
    private void retire(Memory m, long number, long end) {
        oldest = firstKept(m, number, end);
        var first = m.index.get(m.slot(oldest));
        long kept = oldest == number || first == null ? end - m.capacity() : first.position();
        tail = Math.max(tail, kept);
        VarHandle.storeStoreFence();
    }

    /// The number of the first packet that stays whole when packet `number` ends at `end`.
    private long firstKept(Memory m, long number, long end) {
        long first = Math.max(oldest, number - m.index.length() + 1);
        while (first < number && m.index.get(m.slot(first)).position() < end - m.capacity()) {
            first++;
        }
        return first;
    }

    private static void copy(ByteBuffer from, ByteBuffer to, long position) {
        int at = (int) (position & (to.capacity() - 1));
        int n = from.remaining();
        int straight = Math.min(n, to.capacity() - at);
        to.put(at, from, from.position(), straight);
        to.put(0, from, from.position() + straight, n - straight);
    }

    /// One thread's way to read a ring's bytes.
    ///
    /// **Threads.** One.
    static final class Window {
        private final Ring ring;
        private Memory memory;
        private ByteBuffer bytes;

        Window(Ring ring) {
            this.ring = ring;
        }

        Ring ring() {
            return ring;
        }

        /// Writes from the position on, at most up to `to`, to a channel.
        ///
        /// @return how many bytes it took
        int write(WritableByteChannel out, long from, long to) throws IOException {
            int n = select(from, to);
            int written = out.write(bytes);
            if (written < n || from + n == to) {
                return written;
            }
            select(from + n, to);
            return written + out.write(bytes);
        }

        /// Copies the range into a buffer that has room for it.
        void copy(long from, long to, ByteBuffer out) {
            for (long at = from; at < to; ) {
                at += select(at, to);
                out.put(bytes);
            }
        }

        /// Sets `bytes` to what lies contiguous in memory, and returns its length.
        private int select(long from, long to) {
            var m = ring.memory;
            if (m != memory) {
                memory = m;
                bytes = m.bytes.duplicate();
            }
            int at = (int) (from & (m.capacity() - 1));
            int n = (int) Math.min(to - from, m.capacity() - at);
            bytes.limit(at + n).position(at);
            return n;
        }
    }
}
