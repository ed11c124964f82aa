package stream.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    @Test
    void percentilesAreWithinTwoPercentOfTheSortedValues() {
        var random = new Random(3);
        var values = random.longs(20_000, 0, 5_000_000).toArray();
        var histogram = new LatencyHistogram();
        Arrays.stream(values).forEach(histogram::record);
        Arrays.sort(values);
        for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
            long exact = values[(int) Math.ceil(share * values.length) - 1];
            assertEquals(exact, histogram.percentileMicros(share), exact * 0.02 + 1, "share " + share);
        }
    }

    @Test
    void smallValuesAreExact() {
        var histogram = new LatencyHistogram();
        for (int i = 1; i <= 50; i++) {
            histogram.record(i);
        }
        assertEquals(25, histogram.percentileMicros(0.5));
        assertEquals(50, histogram.maxMicros());
    }

    @Test
    void extremesAreClampedAndEmptyIsZero() {
        var histogram = new LatencyHistogram();
        assertEquals(0, histogram.percentileMicros(0.99));
        histogram.record(-5);
        histogram.record(Long.MAX_VALUE);
        assertEquals(0, histogram.percentileMicros(0.5));
        assertTrue(histogram.percentileMicros(1) > 1L << 39);
    }
}
