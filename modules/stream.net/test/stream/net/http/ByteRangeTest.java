package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-, 0, 100", "bytes=0-0, 0, 1", "bytes=10-19, 10, 10", "bytes=90-200, 90, 10", "bytes=-10, 90, 10",
        "bytes=-200, 0, 100", "bytes=99-, 99, 1"
    })
    void readsASingleRange(String header, long first, long length) throws HttpProblem {
        assertEquals(Optional.of(new ByteRange(first, length)), ByteRange.parse(header, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b",
        "bytes=99999999999999999999-"
    })
    void passesOverWhatItNeedNotUnderstand(String header) throws HttpProblem {
        assertEquals(Optional.empty(), ByteRange.parse(header, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void refusesARangeOutside(String header) {
        assertEquals(416, assertThrows(HttpProblem.class, () -> ByteRange.parse(header, 100)).status());
    }

    @Test
    void saysWhereItLies() {
        assertEquals("bytes 10-19/100", new ByteRange(10, 10).contentRange(100));
    }
}
