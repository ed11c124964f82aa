package stream.server.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    private long seconds = 100;
    private final FailureLog log = new FailureLog(() -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void writesAFailureThatStaysOnceAMinute() {
        int lines = 0;
        for (int i = 0; i < 180; i++) {
            lines += log.isWorthALine("away") ? 1 : 0;
            seconds++;
        }
        assertTrue(lines == 3, lines + " lines in three minutes");
    }

    @Test
    void writesEachChange() {
        assertTrue(log.isWorthALine("away"));
        assertTrue(log.isWorthALine("full"));
        assertFalse(log.isWorthALine("full"));
        log.succeeded();
        assertTrue(log.isWorthALine("full"));
    }
}
