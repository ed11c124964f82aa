package stream.load;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.SortedMap;

/// What a run measured.
///
/// @param prompt latency of packets at viewers that read at once
/// @param slow the same at slow viewers
/// @param packets delivered to prompt viewers while measuring
/// @param bytes of these, packet headers included
/// @param least packets of the worst-served prompt viewer
/// @param median packets of the prompt viewer in the middle
/// @param dropped packets that prompt viewers were spared because they were behind
/// @param sent frames that publishers sent in all
/// @param skipped frames that they could not send in time
/// @param lost why connections ended before the run did, with how many
/// @param serverCpuMillis of the server's process while measuring, −1 when unknown
/// @param serverUserMillis the part of it that was not the kernel's
/// @param serverResidentBytes at the end, −1 when unknown
record LoadResult(
        LoadOptions options, double seconds, LatencyHistogram prompt, LatencyHistogram slow, long packets, long bytes,
        long least, long median, long dropped, long sent, long skipped, SortedMap<String, Integer> lost,
        long serverCpuMillis, long serverUserMillis, long serverResidentBytes) {

    /// The server's CPU time for each packet that reached a prompt viewer, in µs; −1 when unknown.
    double cpuMicrosPerPacket() {
        return microsPerPacket(serverCpuMillis);
    }

    private double microsPerPacket(long millis) {
        return serverCpuMillis < 0 || packets == 0 ? -1 : millis * 1000.0 / packets;
    }

    /// The worst-served prompt viewer's share of what the one in the middle got.
    double fairness() {
        return median == 0 ? 0 : (double) least / median;
    }

    String toTable() {
        var out = new StringBuilder();
        row(out, "streams × viewers", "%d × %d (%d stalled, %d slow)", options.streams(), options.viewers(),
                options.stalled(), options.slow());
        row(out, "a stream", "%d kbit/s, %d frames/s", options.bitrateKbps(), options.framesPerSecond());
        row(out, "delivered", "%,.0f packets/s, %.1f MB/s", packets / seconds, bytes / seconds / 1e6);
        row(out, "latency", "p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms", millis(prompt, 0.5), millis(prompt, 0.95),
                millis(prompt, 0.99), prompt.maxMicros() / 1e3);
        if (slow.total() > 0) {
            row(out, "latency, slow viewers", "p50 %.0f  p99 %.0f  max %.0f ms (%,d packets)", millis(slow, 0.5),
                    millis(slow, 0.99), slow.maxMicros() / 1e3, slow.total());
        }
        row(out, "fairness", "least %d, median %d packets (%.2f)", least, median, fairness());
        row(out, "dropped", "%d at viewers, %d of %d frames at publishers", dropped, skipped, sent + skipped);
        if (serverCpuMillis >= 0) {
            row(out, "server", "%.2f cores, %.2f µs CPU a delivered packet (%.2f of it the kernel's), %.0f MB resident",
                    serverCpuMillis / 1e3 / seconds, cpuMicrosPerPacket(),
                    microsPerPacket(serverCpuMillis - serverUserMillis), serverResidentBytes / 1e6);
        }
        lost.forEach((why, count) -> row(out, "lost", "%d × %s", count, why));
        return out.toString();
    }

    private static void row(StringBuilder out, String name, String format, Object... values) {
        out.append(String.format(Locale.ROOT, "%-22s " + format + "%n", prepend(name, values)));
    }

    private static Object[] prepend(String name, Object[] values) {
        var all = new Object[values.length + 1];
        all[0] = name;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }

    private static double millis(LatencyHistogram histogram, double share) {
        return histogram.percentileMicros(share) / 1e3;
    }

    JsonObject toJson() {
        var lostJson = Json.createObjectBuilder();
        lost.forEach(lostJson::add);
        return Json.createObjectBuilder()
                .add("streams", options.streams())
                .add("viewersPerStream", options.viewers())
                .add("stalled", options.stalled())
                .add("slow", options.slow())
                .add("bitrateKbps", options.bitrateKbps())
                .add("framesPerSecond", options.framesPerSecond())
                .add("seconds", seconds)
                .add("packetsPerSecond", packets / seconds)
                .add("bytesPerSecond", bytes / seconds)
                .add("latencyMillis", latencyJson(prompt))
                .add("slowLatencyMillis", latencyJson(slow))
                .add("slowPacketsPerSecond", options.slow() == 0 ? 0 : slow.total() / seconds / options.slow())
                .add("fairness", fairness())
                .add("dropped", dropped)
                .add("publisherSkipped", skipped)
                .add("lost", lostJson)
                .add("serverCpuMicrosPerPacket", cpuMicrosPerPacket())
                .add("serverUserMicrosPerPacket", microsPerPacket(serverUserMillis))
                .add("serverCores", serverCpuMillis < 0 ? -1 : serverCpuMillis / 1e3 / seconds)
                .add("serverResidentBytes", serverResidentBytes)
                .build();
    }

    private static JsonObject latencyJson(LatencyHistogram histogram) {
        return Json.createObjectBuilder()
                .add("p50", millis(histogram, 0.5))
                .add("p95", millis(histogram, 0.95))
                .add("p99", millis(histogram, 0.99))
                .add("max", histogram.maxMicros() / 1e3)
                .build();
    }
}
