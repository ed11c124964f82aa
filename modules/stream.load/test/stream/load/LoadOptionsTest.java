package stream.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadOptionsTest {
    private static LoadOptions parse(String words) {
        var arguments = new ArrayList<>(List.of("--keys", "keys.txt"));
        arguments.addAll(List.of(words.split(" ")));
        return LoadOptions.parse(arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1, 80", "http://127.0.0.1:8080, 8080", "https://127.0.0.1, 443", "https://127.0.0.1:8443, 8443"
    })
    void connectsToThePortOfTheAddress(String server, int port) throws IOException {
        assertEquals(port, parse("--server " + server).server().address().getPort());
    }

    @Test
    void encryptsWhatIsHttps() throws IOException {
        assertEquals(Optional.empty(), parse("--server http://127.0.0.1").server().encryption());
        assertTrue(parse("--server https://127.0.0.1").server().encryption().isPresent());
        assertTrue(parse("--insecure --server https://127.0.0.1").server().encryption().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--server ftp://127.0.0.1", "--server 127.0.0.1:80", "--insecure", "--certificate a.pem",
        "--server https://127.0.0.1 --insecure --certificate a.pem", "--server", "--viewers many", "--unknown 1"
    })
    void refusesWhatCannotBeMeant(String words) {
        assertThrows(IllegalArgumentException.class, () -> parse(words));
    }

    @Test
    void believesAnybodyOnThisMachineOnly() throws IOException {
        parse("--server https://127.0.0.1 --insecure").server().address();
        var refusal = assertThrows(IllegalArgumentException.class,
                () -> parse("--server https://192.0.2.1 --insecure").server().address());
        assertTrue(refusal.getMessage().contains("--certificate"), refusal.getMessage());
    }

    @Test
    void saysWhichFileHoldsNoCertificate(@TempDir Path folder) throws IOException {
        var missing = folder.resolve("missing.pem");
        assertEquals("cannot read " + missing, complaint(missing));
        var empty = Files.createFile(folder.resolve("empty.pem"));
        assertEquals(empty + " holds no certificate in PEM", complaint(empty));
        var nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
        assertEquals(nonsense + " holds no certificate in PEM", complaint(nonsense));
    }

    private static String complaint(Path certificate) {
        var server = parse("--server https://127.0.0.1 --certificate " + certificate).server();
        return assertThrows(IOException.class, server::encryption).getMessage();
    }
}
