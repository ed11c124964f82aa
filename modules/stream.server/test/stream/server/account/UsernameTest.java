package stream.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {
    private static final Path PAGES = Path.of("www");

    @ParameterizedTest
    @ValueSource(strings = {"bo_", "Alva", "___", "123", "abcdefghijklmnopqrstuvwxy"})
    void takesLettersDigitsAndUnderscores(String name) throws Exception {
        assertEquals(name, Username.choose(name).text());
        assertEquals(name, Username.parse(name).orElseThrow().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "bo", "abcdefghijklmnopqrstuvwxyz", "al va", "alva ", "alva\n", "alva-b", "alva.b", "åsa_b",
        "\u0430lva" /* Cyrillic а */, "alva\u200d", "\uff41lva", "a/b", "<b>", "..."
    })
    void refusesEverythingElse(String name) {
        var refusal = assertThrows(AccountException.class, () -> Username.choose(name));
        assertEquals(AccountException.Reason.BAD_NAME, refusal.reason());
        assertEquals(Optional.empty(), Username.parse(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "Dashboard", "ADMIN", "strom"})
    void refusesAddressesOfTheSiteInWhateverCase(String name) {
        assertThrows(AccountException.class, () -> Username.choose(name));
    }

    @Test
    void foldsCaseTheSameWayInEveryLanguage() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr"));
            assertEquals("iris", new Username("IRIS").folded());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void reservesEveryAddressThatThePagesTake() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(PAGES), "There are no pages: not checked against them.");
        try (var entries = Files.list(PAGES)) {
            entries.map(entry -> entry.getFileName().toString().replaceFirst("\\..*", ""))
                    .filter(name -> name.matches("[A-Za-z0-9_]{3,25}"))
                    .forEach(name -> assertThrows(AccountException.class, () -> Username.choose(name), name));
        }
    }
}
