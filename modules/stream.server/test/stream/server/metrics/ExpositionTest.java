package stream.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {
    @Test
    void writesFamiliesAndSamples() {
        var page = new Exposition()
            .gauge("viewers", "Who watches.").sample(12)
            .counter("requests_total", "Requests.").sample(3, "route", "/", "status", "2xx").sample(0.5, "route", "/a");

        assertEquals("""
            # HELP viewers Who watches.
            # TYPE viewers gauge
            viewers 12
            # HELP requests_total Requests.
            # TYPE requests_total counter
            requests_total{route="/",status="2xx"} 3
            requests_total{route="/a"} 0.5
            """, page.toString());
    }

    @Test
    void escapesWhatWouldEndALine() {
        var hostile = "a\\b\n\"c\"";
        var text = new Exposition().gauge("a", "one\ntwo \\ three").sample(1, "b", hostile).toString();

        assertEquals(1, PrometheusText.parse(text).value("a", "b", hostile));
        assertEquals(3, text.lines().count());
    }

    @Test
    void writesLargeNumbersWhole() {
        var text = new Exposition().counter("bytes_total", "Bytes.").sample(123_456_789_012_345L).toString();

        assertEquals("bytes_total 123456789012345", text.lines().toList().getLast());
    }

    @Test
    void refusesAFamilyTwice() {
        var page = new Exposition().gauge("a", "A.");

        assertThrows(IllegalArgumentException.class, () -> page.gauge("a", "A."));
    }

    @Test
    void countsHowLongThingsTookInBuckets() {
        var histogram = new Histogram();
        for (long millis : new long[] {0, 1, 3, 3, 700, 60_000, -5}) {
            histogram.record(Duration.ofMillis(millis).toNanos());
        }
        var page = PrometheusText.parse(new Exposition().histogram("took_seconds", "Took.", histogram).toString());

        assertEquals(2, page.value("took_seconds_bucket", "le", "0.0005"));
        assertEquals(3, page.value("took_seconds_bucket", "le", "0.001"));
        assertEquals(5, page.value("took_seconds_bucket", "le", "0.005"));
        assertEquals(6, page.value("took_seconds_bucket", "le", "1"));
        assertEquals(6, page.value("took_seconds_bucket", "le", "10"));
        assertEquals(7, page.value("took_seconds_count"));
        assertEquals(60.707, page.value("took_seconds_sum"), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a 1\n", "# TYPE a gauge\na 1\n", "# HELP a A.\n# TYPE a gauge\na one\n", "# HELP a A.\n# TYPE a gauge\nb 1\n",
        "# HELP a A.\n# TYPE a counter\na 1\n", "# HELP a A.\n# TYPE a gauge\na{b=c} 1\n",
        "# HELP a A.\n# TYPE a gauge\na 1\na 2\n", "# HELP a A.\n# TYPE a gauge\na 1"})
    void theReaderOfTheTestsRefusesWhatPrometheusWould(String text) {
        assertThrows(IllegalArgumentException.class, () -> PrometheusText.parse(text));
    }
}
