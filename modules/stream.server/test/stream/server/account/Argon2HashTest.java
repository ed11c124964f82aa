package stream.server.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2HashTest {
    /// Made with the reference implementation: `echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1`.
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    private static final Argon2Hash.Cost CHEAP = new Argon2Hash.Cost(64, 1, 1);

    @Test
    void agreesWithTheReferenceImplementation() {
        var hash = Argon2Hash.parse(REFERENCE).orElseThrow();

        assertTrue(hash.matches("password"));
        assertFalse(hash.matches("Password"));
        assertEquals(REFERENCE, hash.phc());
    }

    @Test
    void readsBackWhatItWrites() {
        var salt = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        var hash = Argon2Hash.of("lösenord med å", CHEAP, salt);

        var read = Argon2Hash.parse(hash.phc()).orElseThrow();

        assertEquals(CHEAP, read.cost());
        assertTrue(read.matches("lösenord med å"));
        assertEquals("$argon2id$v=19$m=64,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$",
                hash.phc().substring(0, hash.phc().lastIndexOf('$') + 1));
    }

    @Test
    void showsNothingOfItself() {
        assertFalse(Argon2Hash.parse(REFERENCE).orElseThrow().toString().contains("c29t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "password",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=99,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=2,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$",
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQx1$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
    })
    void refusesWhatIsNoArgon2idHashOfReasonableCost(String phc) {
        assertEquals(Optional.empty(), Argon2Hash.parse(phc));
    }

    @Test
    void refusesAnUnreasonableCost() {
        assertThrows(IllegalArgumentException.class, () -> new Argon2Hash.Cost(1 << 20, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Argon2Hash.Cost(7, 1, 1));
    }

    @Test
    void survivesDamage() {
        var random = new Random(20261122);
        for (var round = 0; round < 20_000; round++) {
            var text = new StringBuilder(REFERENCE);
            for (var damage = random.nextInt(4); damage >= 0; damage--) {
                var at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(128));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "$,=p9é".charAt(random.nextInt(6)));
                }
            }
            Argon2Hash.parse(text.toString()).ifPresent(hash -> {
                var again = Argon2Hash.parse(hash.phc()).orElseThrow();
                assertEquals(hash.cost(), again.cost());
                assertArrayEquals(hash.hash(), again.hash());
            });
        }
    }
}
