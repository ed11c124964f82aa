package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import stream.server.control.RunningServer;

/// `stream-load` and a server that made its own certificate, as the two programs that they are.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class LoadOverTlsTest {
    @TempDir
    private Path folder;

    /// How it ended, and what it said.
    private record Ended(int status, String said) {}

    private Ended load(ServerProcess server, String... more) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path", System.getProperty("jdk.module.path"), "-m", "stream.load/stream.load.Main",
                "--server", server.site().toString(), "--keys", folder.resolve("keys.txt").toString(),
                "--viewers", "3", "--slow", "1", "--slow-kbps", "2000", "--warmup", "1", "--seconds", "3"));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            var said = new String(process.getInputStream().readAllBytes());
            return new Ended(process.waitFor(), said);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void measuresViewersWhoTrustTheCertificateAndNoOthers() throws Exception {
        var data = folder.resolve("data");
        try (var server = ServerProcess.start(List.of(), List.of(), data, "--tls", "self-signed")) {
            var keys = new ByteArrayOutputStream();
            RunningServer.at(data).orElseThrow().ask(List.of("user", "create", "load1"), keys);
            Files.write(folder.resolve("keys.txt"), keys.toByteArray());

            var refused = load(server);
            assertEquals(1, refused.status(), refused.said());
            assertTrue(refused.said().contains("the server is not trusted"), refused.said());

            var result = folder.resolve("result.json");
            var ended = load(server, "--certificate", data.resolve("tls/certificate.pem").toString(),
                    "--json", result.toString());
            assertEquals(0, ended.status(), ended.said());
            try (var reader = Json.createReader(Files.newInputStream(result))) {
                var figures = reader.readObject();
                assertTrue(figures.getJsonNumber("packetsPerSecond").doubleValue() > 0, figures.toString());
                assertTrue(figures.getJsonNumber("slowPacketsPerSecond").doubleValue() > 0, figures.toString());
                assertEquals(0, figures.getJsonObject("lost").size(), figures.toString());
            }
        }
    }
}
