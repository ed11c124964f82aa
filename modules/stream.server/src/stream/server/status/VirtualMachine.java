package stream.server.status;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import stream.server.metrics.Exposition;

/// Java's own figures: memory, garbage collection, threads.
final class VirtualMachine {
    private static final double MILLIS_PER_SECOND = 1000;

    private VirtualMachine() {}

    static void writeTo(Exposition page) {
        var memory = ManagementFactory.getMemoryMXBean();
        var heap = memory.getHeapMemoryUsage();
        page.gauge("jvm_memory_used_bytes", "Memory in use, by area.")
            .sample(heap.getUsed(), "area", "heap")
            .sample(memory.getNonHeapMemoryUsage().getUsed(), "area", "nonheap");
        page.gauge("jvm_memory_committed_bytes", "Memory had from the system, by area.")
            .sample(heap.getCommitted(), "area", "heap")
            .sample(memory.getNonHeapMemoryUsage().getCommitted(), "area", "nonheap");
        page.gauge("jvm_memory_max_bytes", "Memory that the heap may take.").sample(heap.getMax(), "area", "heap");
        page.gauge("jvm_buffer_pool_used_bytes", "Memory of buffers outside the heap, by pool.");
        for (var pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            page.sample(pool.getMemoryUsed(), "pool", pool.getName());
        }
        var collectors = ManagementFactory.getGarbageCollectorMXBeans();
        page.counter("jvm_gc_collections_total", "Garbage collections, by collector.");
        collectors.forEach(gc -> page.sample(gc.getCollectionCount(), "gc", gc.getName()));
        page.counter("jvm_gc_collection_seconds_total", "Time spent in garbage collection, by collector.");
        collectors.forEach(gc -> page.sample(gc.getCollectionTime() / MILLIS_PER_SECOND, "gc", gc.getName()));
        var threads = ManagementFactory.getThreadMXBean();
        page.gauge("jvm_threads_current", "Platform threads; virtual ones are not counted.").sample(threads.getThreadCount());
        page.gauge("jvm_threads_peak", "Most platform threads so far.").sample(threads.getPeakThreadCount());
        page.gauge("jvm_info", "The version of Java.").sample(1, "version", Runtime.version().toString());
        page.gauge("process_start_time_seconds", "When the server was started, in s since 1970.")
            .sample(ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND);
    }
}
