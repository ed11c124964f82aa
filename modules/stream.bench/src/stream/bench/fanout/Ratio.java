package stream.bench.fanout;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;

/// The server's processor time for each delivered packet against a raw C writer's, which does nothing
/// but one `write` for each packet and viewer. The two are measured in turn, some seconds each, so
/// that whatever else the machine does hits both; the median of the rounds counts.
///
/// @param viewers of each stream
record Ratio(Laboratory laboratory, int streams, int viewers) {
    private static final int ROUNDS = 3;
    private static final String[] ROUND = {"--warmup", "4", "--seconds", "10"};

    void print() throws IOException, InterruptedException {
        if (!laboratory.hasRawWriter()) {
            Main.say("No ratio for %d × %d: there was no C compiler for the raw writer.", streams, viewers);
            return;
        }
        Main.say("%d × %d, µs of CPU a delivered packet", streams, viewers);
        Main.say("%8s %22s %22s %6s", "round", "server (user + system)", "raw C (user + system)", "ratio");
        var ratios = new ArrayList<Double>();
        try (var server = laboratory.warmServer(); var raw = laboratory.rawWriter(streams)) {
            laboratory.load(server, streams, viewers, ROUND); // so that code made for few viewers is made anew
            for (int round = 1; round <= ROUNDS; round++) {
                var ours = laboratory.load(server, streams, viewers, ROUND);
                var theirs = laboratory.load(raw, streams, viewers, ROUND);
                double ratio = micros(ours) / micros(theirs);
                ratios.add(ratio);
                Main.say("%8d %22s %22s %6.2f", round, split(ours), split(theirs), ratio);
            }
        }
        ratios.sort(Comparator.naturalOrder());
        Main.say("%d × %d: median ratio %.2f", streams, viewers, ratios.get(ROUNDS / 2));
    }

    private static double micros(JsonObject result) {
        return result.getJsonNumber("serverCpuMicrosPerPacket").doubleValue();
    }

    private static String split(JsonObject result) {
        double user = result.getJsonNumber("serverUserMicrosPerPacket").doubleValue();
        return "%.2f (%.2f + %.2f)".formatted(micros(result), user, micros(result) - user);
    }
}
