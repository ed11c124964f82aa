package stream.server.metrics;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/// A page of figures in the Prometheus text format, version 0.0.4:
///
/// ```
/// # HELP strom_viewers Viewers of all channels.
/// # TYPE strom_viewers gauge
/// strom_viewers 12
/// ```
///
/// **Threads.** One.
public final class Exposition {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /// Whole numbers are exact up to here; beyond, the format's numbers are doubles anyway.
    private static final double EXACT = 1L << 53;

    private final StringBuilder text = new StringBuilder(16 << 10);
    private final Set<String> families = new HashSet<>();
    private String family = "";

    /// An empty page.
    public Exposition() {}

    /// A figure that only grows, and begins at zero when the server starts.
    ///
    /// @param name ends in `_total`
    public Exposition counter(String name, String help) {
        return begin(name, "counter", help);
    }

    /// A figure that goes up and down.
    public Exposition gauge(String name, String help) {
        return begin(name, "gauge", help);
    }

    public Exposition histogram(String name, String help, Histogram histogram) {
        begin(name, "histogram", help);
        histogram.writeTo(this, name);
        return this;
    }

    /// A sample of the figure that was begun last.
    ///
    /// @param labels names and values by turns
    public Exposition sample(double value, String... labels) {
        line(family, value, labels);
        return this;
    }

    private Exposition begin(String name, String type, String help) {
        if (!families.add(name)) {
            throw new IllegalArgumentException("written before: " + name);
        }
        family = name;
        text.append("# HELP ").append(name).append(' ').append(escaped(help, false)).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    void line(String name, double value, String... labels) {
        text.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"")
                .append(escaped(labels[i + 1], true)).append('"');
        }
        text.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
    }

    /// @param value neither infinite nor undefined
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < EXACT
            ? Long.toString((long) value)
            : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String escaped(String text, boolean quoted) {
        var escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
        return quoted ? escaped.replace("\"", "\\\"") : escaped;
    }

    /// All that was written.
    @Override
    public String toString() {
        return text.toString();
    }
}
