package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.server.configuration.Configuration;
import stream.server.configuration.ConfigurationException;
import stream.server.feature.Features;

class ConfigurationTest {
    @TempDir
    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        Files.createDirectory(home.resolve("www"));
    }

    private Configuration of(Map<String, String> environment, String... arguments) throws ConfigurationException {
        return Configuration.of(List.of(arguments), environment, home, Features.found().options());
    }

    private String complaint(Map<String, String> environment, String... arguments) {
        return assertThrows(ConfigurationException.class, () -> of(environment, arguments)).getMessage();
    }

    @Test
    void worksWithoutAnything() throws ConfigurationException {
        var configuration = of(Map.of());
        assertEquals(8080, configuration.address().getPort());
        assertTrue(configuration.address().getAddress().isAnyLocalAddress());
        assertEquals(home.resolve("data"), configuration.data());
        assertEquals(home.resolve("www"), configuration.www());
        assertTrue(configuration.database().url().startsWith("jdbc:h2:"));
    }

    @Test
    void prefersArgumentsToEnvironmentToFile() throws Exception {
        Files.writeString(home.resolve("strom.properties"), "port=1\nhost=127.0.0.1\nmax-connections=7\n");
        var configuration = of(Map.of("STROM_PORT", "2", "STROM_HOST", "127.0.0.2"), "--port", "3");
        assertEquals(3, configuration.address().getPort());
        assertEquals("127.0.0.2", configuration.address().getHostString());
        assertEquals(7, configuration.bounds().connections());
        assertEquals(5, of(Map.of(), "--port=5").address().getPort());
    }

    @Test
    void countsPathsInTheFileFromTheFilesFolder() throws Exception {
        Files.createFile(home.resolve("cert.pem"));
        Files.createFile(home.resolve("key.pem"));
        Files.createDirectory(home.resolve("pages"));
        Files.writeString(home.resolve("strom.properties"),
            "data=../var/data\nwww=pages\ntls=cert.pem, key.pem\ndownloads=\n");

        var configuration = of(Map.of());

        assertEquals(home.resolve("../var/data"), configuration.data());
        assertEquals(home.resolve("pages"), configuration.www());
        assertEquals(home.resolve("downloads"), configuration.downloads());
        assertEquals(new Configuration.Tls.FromFiles(home.resolve("cert.pem"), home.resolve("key.pem")),
            configuration.tls());
    }

    @Test
    void countsOtherPathsFromTheWorkingDirectory() throws Exception {
        Files.writeString(home.resolve("strom.properties"), "data=here\ntls=self-signed\n");

        assertEquals(Path.of("there"), of(Map.of(), "--data", "there").data());
        assertEquals(Path.of("/srv/strom"), of(Map.of("STROM_DATA", "/srv/strom")).data());
        assertEquals(new Configuration.Tls.SelfSigned(), of(Map.of()).tls());
    }

    @Test
    void readsTheFileAsOtherEditorsWriteIt() throws Exception {
        var file = home.resolve("strom.properties");
        var text = "\n\u00a0\n# Ström\r\nport = 81\u00a0\r\n  host: 127.0.0.1\n";
        var utf16 = ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
        for (var bytes : List.of(text.getBytes(), ("\ufeff" + text).getBytes(), utf16)) {
            Files.write(file, bytes);
            assertEquals(81, of(Map.of()).address().getPort());
            assertEquals("127.0.0.1", of(Map.of()).address().getHostString());
        }

        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(complaint(Map.of()).contains("not UTF-8; save the file as UTF-8"), complaint(Map.of()));
    }

    @Test
    void takesABackslashInTheFileForItself() throws Exception {
        var file = home.resolve("strom.properties");
        Files.writeString(file, "data=C:\\strom\\new\\data\\\nport=81\ndatabase=jdbc:mysql://db/strom\n");
        assertTrue(of(Map.of()).data().toString().endsWith("C:\\strom\\new\\data\\"), of(Map.of()).data().toString());
        assertEquals(81, of(Map.of()).address().getPort());

        Files.writeString(file, "data=str\\u00f6m\n");
        assertTrue(complaint(Map.of()).contains("\\u00f6 where the letter itself"), complaint(Map.of()));
    }

    @Test
    void knowsWhetherTheFileHoldsSecrets() throws Exception {
        var file = home.resolve("strom.properties");
        Files.writeString(file, "port=81\ndatabase-password=\n");
        assertEquals(Optional.empty(), of(Map.of("STROM_METRICS_TOKEN", "0123456789abcdef")).settings().secretsIn());
        Files.writeString(file, "metrics-token=0123456789abcdef\n");
        assertEquals(Optional.of(file), of(Map.of()).settings().secretsIn());
    }

    @Test
    void boundsConnectionsThatSpeakHttp() throws ConfigurationException {
        assertEquals(2000, of(Map.of()).bounds().httpConnections());
        assertEquals(50, of(Map.of(), "--max-http-connections", "50").bounds().httpConnections());
    }

    @Test
    void takesTheDatabasesSecretFromTheEnvironment() throws ConfigurationException {
        var configuration = of(Map.of("STROM_DATABASE_PASSWORD", "hush"), "--database", "jdbc:mysql://db/strom");
        assertEquals("hush", configuration.database().password());
        assertFalse(configuration.toString().contains("hush"));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertTrue(complaint(Map.of(), "--prot", "1").contains("--prot"));
        assertTrue(complaint(Map.of(), "8080").contains("8080"));
        assertTrue(complaint(Map.of(), "--port").contains("needs a value"));
        assertTrue(complaint(Map.of(), "--port", "70000").contains("65535"));
        assertTrue(complaint(Map.of("STROM_PORT", "http")).contains("\"http\""));
        assertTrue(complaint(Map.of(), "--database", "postgres://x").contains("jdbc:mysql:"));
        assertTrue(complaint(Map.of(), "--www", "/nowhere").contains("/nowhere"));
        assertTrue(complaint(Map.of(), "--trusted-proxies", "10.0.0.0/99").contains("10.0.0.0/99"));
        Files.writeString(home.resolve("strom.properties"), "prot=1\n");
        assertTrue(complaint(Map.of()).contains("\"prot\""));
    }

    @Test
    void documentsEveryOption() throws IOException {
        var example = Files.readAllLines(Path.of("jlink/strom.properties"));
        for (var option : Features.found().options()) {
            assertTrue(option.help().length() <= 130, option.help());
            assertTrue(example.contains("#" + option.key() + "=" + option.fallback()), option.key());
        }
    }
}
