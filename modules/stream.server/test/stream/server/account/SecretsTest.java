package stream.server.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stream keys and session tokens.
class SecretsTest {
    private static final String KEY = "strom_0123456789abcdefghjkmnpqrstvwxyz";

    private final SecureRandom random = new SecureRandom();

    @Test
    void readsTheKeyThatItMade() {
        var key = StreamKey.random(random);

        assertEquals(Optional.of(key), StreamKey.parse(key.text()));
        assertNotEquals(key, StreamKey.random(random));
        assertEquals(38, key.text().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        " strom_0123456789abcdefghjkmnpqrstvwxyz\n",
        "STROM_0123456789ABCDEFGHJKMNPQRSTVWXYZ",
        "strom_oI23456789abcdefghjkmnpqrstvwxyz",
        "strom_OL23456789abcdefghjkmnpqrstvwxyz",
    })
    void readsAKeyAsPeopleTypeIt(String typed) {
        assertEquals(KEY, StreamKey.parse(typed).orElseThrow().text());
        assertArrayEquals(new StreamKey(KEY).hash(), StreamKey.parse(typed).orElseThrow().hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "strom_",
        "0123456789abcdefghjkmnpqrstvwxyz",
        "strom_0123456789abcdefghjkmnpqrstvwxy",
        "strom_0123456789abcdefghjkmnpqrstvwxyz0",
        "strom_0123456789abcdefghjkmnpqrstvwxyu",
        "strom_0123456789abcdefghjkmnpqrstvwxyå",
    })
    void refusesWhatIsNoKey(String typed) {
        assertEquals(Optional.empty(), StreamKey.parse(typed));
        assertEquals(Optional.empty(), StreamKey.parse(typed + " ".repeat(100_000)));
    }

    @Test
    void readsTheTokenThatItMade() {
        var token = SessionToken.random(random);

        assertEquals(Optional.of(token), SessionToken.parse(token.text()));
        assertEquals(Optional.empty(), SessionToken.parse(token.text() + "A"));
        assertEquals(Optional.empty(), SessionToken.parse(token.text().substring(1) + "+"));
        assertEquals(32, token.hash().length);
    }

    @Test
    void showsNothingOfItself() {
        assertEquals("strom_…", new StreamKey(KEY).toString());
        var token = SessionToken.random(random);
        assertTrue(!token.toString().contains(token.text().substring(0, 4)));
    }
}
