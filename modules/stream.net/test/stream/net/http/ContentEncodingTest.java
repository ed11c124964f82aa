package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentEncodingTest {
    @ParameterizedTest
    @CsvSource({
        "gzip, true", "'deflate, GZIP;q=0.5, br', true", "'', false", "br, false", "gzip;q=0, false",
        "'gzip; q=0.0', false", "x-gzip, false", ";, false", "';,gzip', true"
    })
    void readsWhatTheClientTakes(String header, boolean accepted) {
        assertEquals(accepted, ContentEncoding.acceptsGzip(Optional.of(header)));
    }

    @Test
    void sparesWhatIsSmallOrCompressedAlready() {
        assertTrue(ContentEncoding.isWorthIt("text/html; charset=utf-8", 5000));
        assertTrue(ContentEncoding.isWorthIt("application/problem+json", 5000));
        assertFalse(ContentEncoding.isWorthIt("text/html; charset=utf-8", 500));
        assertFalse(ContentEncoding.isWorthIt("image/png", 5000));
    }
}
