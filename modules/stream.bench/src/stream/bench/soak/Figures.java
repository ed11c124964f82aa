package stream.bench.soak;

import java.util.ArrayList;
import java.util.List;

/// What the server holds while nobody is there, after garbage collection.
///
/// @param files open descriptors
record Figures(
        long heapBytes, long directBytes, long platformThreads, long virtualThreads, long files, long connections,
        long channels, long viewers, long ringBytes) {
    /// Code, caches of fixed size and statistics still settle by as much.
    private static final long HEAP_BYTES = 6 << 20;
    private static final long DIRECT_BYTES = 1 << 20;
    /// A thread of the compiler or the collector, a file of the database or a jar that is opened late.
    private static final long FEW = 6;

    /// What did not come back, in words.
    List<String> growthSince(Figures before) {
        var lines = new ArrayList<String>();
        compare(lines, "heap bytes", before.heapBytes, heapBytes, HEAP_BYTES);
        compare(lines, "bytes of direct buffers", before.directBytes, directBytes, DIRECT_BYTES);
        compare(lines, "platform threads", before.platformThreads, platformThreads, FEW);
        compare(lines, "virtual threads", before.virtualThreads, virtualThreads, FEW);
        compare(lines, "descriptors", before.files, files, FEW);
        compare(lines, "connections", 1, connections, 1);
        compare(lines, "channels", 0, channels, 0);
        compare(lines, "viewers", 0, viewers, 0);
        compare(lines, "bytes of rings", 0, ringBytes, 0);
        return lines;
    }

    private static void compare(List<String> lines, String what, long before, long after, long slack) {
        if (after > before + slack) {
            lines.add(what + ": " + before + " -> " + after);
        }
    }

    @Override
    public String toString() {
        return "heap %.1f MiB, direct %.1f MiB, threads %d + %d virtual, descriptors %d, connections %d, channels %d, viewers %d, rings %d B"
            .formatted(heapBytes / 1048576.0, directBytes / 1048576.0, platformThreads, virtualThreads, files,
                connections, channels, viewers, ringBytes);
    }
}
