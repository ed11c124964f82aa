package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import stream.net.limits.InboundBudget;

class BodyReaderTest {
    private long now;
    private final InboundBudget budget = new InboundBudget(100_000, () -> now);

    private byte[] read(InputStream in, int maxBytes) throws IOException {
        try (var holding = budget.open(() -> { })) {
            return new BodyReader(in, holding).read(maxBytes);
        }
    }

    @Test
    void readsAsMuchAsMayCome() throws IOException {
        var body = new byte[50_000];
        new Random(1).nextBytes(body);
        assertArrayEquals(body, read(new ByteArrayInputStream(body), 50_000));
        assertEquals(0, read(new ByteArrayInputStream(new byte[0]), 50_000).length);
        assertEquals(0, budget.held());
    }

    @Test
    void refusesWhatIsTooLarge() {
        var body = new ByteArrayInputStream(new byte[50_001]);
        assertEquals(413, assertThrows(HttpProblem.class, () -> read(body, 50_000)).status());
        assertEquals(0, budget.held());
    }

    @Test
    void setsAsideWhatHasComeAndNotWhatWasAnnounced() throws IOException {
        try (var holding = budget.open(() -> { })) {
            var reader = new BodyReader(new InputStream() {
                @Override
                public int read() {
                    return -1;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    assertEquals(1024, budget.held());
                    return -1;
                }
            }, holding);
            reader.read(2 << 20);
        }
    }

    @Test
    void answers503WhenThereIsNoRoom() {
        var body = new ByteArrayInputStream(new byte[150_000]);
        assertEquals(503, assertThrows(HttpProblem.class, () -> read(body, 200_000)).status());
        assertEquals(0, budget.held());
    }

    @Test
    void answers503WhenOthersNeededTheRoom() {
        try (var holding = budget.open(() -> { })) {
            var body = new InputStream() {
                @Override
                public int read() {
                    return -1;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    now += Duration.ofHours(1).toNanos();
                    budget.open(() -> { }).hold(99_900);
                    throw new IOException("the body ended early");
                }
            };
            assertEquals(503,
                assertThrows(HttpProblem.class, () -> new BodyReader(body, holding).read(2000)).status());
        }
    }
}
