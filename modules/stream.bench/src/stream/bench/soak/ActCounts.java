package stream.bench.soak;

import java.util.Map;
import java.util.TreeMap;

/// How often what was done, and what came of it.
///
/// **Threads.** Any thread.
final class ActCounts {
    private final Map<String, Integer> counts = new TreeMap<>();

    synchronized void count(String act) {
        counts.merge(act, 1, Integer::sum);
    }

    @Override
    public synchronized String toString() {
        return "acts    " + counts;
    }
}
