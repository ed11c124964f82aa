package stream.server.metrics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A strict reader of the Prometheus text format 0.0.4, for tests: what breaks its rules is refused
/// with the line at fault.
public final class PrometheusText {
    private static final Pattern META =
        Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
    private static final Pattern SAMPLE =
        Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
        Pattern.compile("\\G([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\n\"])*)\"(?:,|\\z)");

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> helps = new HashMap<>();
    private final Map<String, Map<Map<String, String>, Double>> samples = new LinkedHashMap<>();
    private String family = "";

    private PrometheusText() {}

    public static PrometheusText parse(String text) {
        var parsed = new PrometheusText();
        require(text.endsWith("\n"), "the last line has no end");
        text.lines().forEach(line -> {
            try {
                parsed.take(line);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + ": " + line, e);
            }
        });
        parsed.types.forEach(parsed::checkFamily);
        return parsed;
    }

    private void take(String line) {
        if (line.startsWith("#")) {
            var meta = META.matcher(line);
            require(meta.matches(), "neither HELP nor TYPE");
            boolean help = meta.group(1).equals("HELP");
            require((help ? helps : types).put(meta.group(2), meta.group(3)) == null, "said twice");
            family = meta.group(2);
            return;
        }
        var sample = SAMPLE.matcher(line);
        require(sample.matches(), "no sample");
        require(types.containsKey(family), "a sample before its TYPE");
        require(sample.group(1).replaceFirst("_(bucket|sum|count)$", "").equals(family)
            || sample.group(1).equals(family), "a sample of another family");
        var labels = labels(sample.group(2) == null ? "" : sample.group(2));
        var value = Double.valueOf(sample.group(3).replace("+Inf", "Infinity"));
        require(samples.computeIfAbsent(sample.group(1), _ -> new LinkedHashMap<>()).put(labels, value) == null,
            "the same sample twice");
    }

    private static Map<String, String> labels(String text) {
        var labels = new TreeMap<String, String>();
        var matcher = LABEL.matcher(text);
        int end = 0;
        while (matcher.find()) {
            var value = matcher.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
            require(labels.put(matcher.group(1), value) == null, "a label twice");
            end = matcher.end();
        }
        require(end == text.length(), "labels that are none");
        return labels;
    }

    private void checkFamily(String name, String type) {
        require(helps.containsKey(name), "no HELP for " + name);
        switch (type) {
            case "counter" -> {
                require(name.endsWith("_total"), "a counter's name ends in _total: " + name);
                samples.getOrDefault(name, Map.of()).values()
                    .forEach(value -> require(value >= 0, "a counter below zero: " + name));
            }
            case "gauge" -> require(!name.endsWith("_total"), "a gauge is no total: " + name);
            case "histogram" -> checkHistogram(name);
            default -> require(false, "unknown type " + type);
        }
    }

    private void checkHistogram(String name) {
        double last = 0;
        double lastBound = Double.NEGATIVE_INFINITY;
        for (var bucket : samples.get(name + "_bucket").entrySet()) {
            double bound = Double.parseDouble(bucket.getKey().get("le").replace("+Inf", "Infinity"));
            require(bound > lastBound && bucket.getValue() >= last, "buckets out of order: " + name);
            lastBound = bound;
            last = bucket.getValue();
        }
        require(lastBound == Double.POSITIVE_INFINITY, "no last bucket: " + name);
        require(value(name + "_count") == last, "count and buckets differ: " + name);
        require(value(name + "_sum") >= 0, "no sum: " + name);
    }

    /// @param labels names and values by turns
    public double value(String name, String... labels) {
        var wanted = new TreeMap<String, String>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        var value = samples.getOrDefault(name, Map.of()).get(wanted);
        require(value != null, "no sample " + name + wanted);
        return value;
    }

    public boolean has(String name) {
        return samples.containsKey(name);
    }

    private static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
