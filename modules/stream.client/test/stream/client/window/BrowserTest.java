package stream.client.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stream.client.publish.ServerAddress;

class BrowserTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.org/bosse, true",
        "https://EXAMPLE.org/bosse, true",
        "http://example.org/bosse, false",
        "https://example.org:8443/bosse, false",
        "https://example.org.evil.example/bosse, false",
        "https://example.org@evil.example/, false",
        "//example.org/bosse, false",
        "file:///etc/passwd, false",
    })
    void onlyPagesOfTheServerAreItsPages(String page, boolean own) {
        assertEquals(own, Browser.isOn(ServerAddress.parse("https://example.org"), URI.create(page)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "file:///etc/passwd", "smb://host/share", "javascript:alert(1)", "https:relative", "https://user:word@example.org/",
        "mailto:a@b.example", "bosse"
    })
    void whatIsNoPageIsNotOpened(String address) {
        assertFalse(Browser.isWeb(URI.create(address)));
    }

    @Test
    void pagesOfOthersAreLinks() {
        assertTrue(Browser.isWeb(URI.create("HTTP://example.net/a?b#c")));
    }
}
