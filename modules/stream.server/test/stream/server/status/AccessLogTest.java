package stream.server.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stream.net.http.AnsweredRequest;

@Timeout(60)
class AccessLogTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00.123456Z");

    @TempDir
    private Path folder;

    private AccessLog open(long mostBytes) throws IOException {
        return new AccessLog(folder.resolve("access.log"), mostBytes, Duration.ZERO, InstantSource.fixed(NOW));
    }

    private static AnsweredRequest request(String path, String agent) {
        return new AnsweredRequest(InetAddress.ofLiteral("192.0.2.7"), true, "GET", path, "/{name}", 200, 2154,
            1_834_567, agent);
    }

    private static JsonObject parsed(String line) {
        try (var reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name));
    }

    @Test
    void writesALineOfJsonForEachRequest() throws IOException {
        try (var log = open(10_000)) {
            log.answered(request("/bo", "Mozilla"));
            log.answered(request("/alva", "curl"));
        }
        assertEquals("{\"time\":\"2026-11-22T18:00:00.123Z\",\"client\":\"192.0.2.7\",\"secure\":true,"
            + "\"method\":\"GET\",\"path\":\"/bo\",\"route\":\"/{name}\",\"status\":200,\"bytes\":2154,\"ms\":1.83,"
            + "\"agent\":\"Mozilla\"}", lines("access.log").getFirst());
        assertEquals(2, lines("access.log").size());
    }

    @Test
    void keepsWhatStrangersWriteToOneShortLine() {
        var hostile = "\n{\"status\":500}\r\u0000\"\\" + "x".repeat(10_000);

        var line = AccessLog.line(request(hostile, hostile), NOW);

        assertEquals(1, line.lines().count());
        assertTrue(line.length() < 1500, line);
        assertTrue(parsed(line).getString("agent").startsWith("\n{\"status\":500}\r\u0000\"\\xxx"));
        assertEquals(200, parsed(line).getInt("status"));
    }

    @Test
    void staysWithinItsBoundAndForgetsTheOldest() throws IOException {
        long mostBytes = 2000;
        try (var log = open(mostBytes)) {
            for (int i = 0; i < 200; i++) {
                log.answered(request("/number" + i, ""));
            }
        }
        var names = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                names.add(file.getFileName().toString());
                assertTrue(Files.size(file) <= mostBytes, file.toString());
            }
        }
        assertEquals(List.of("access.log", "access.log.1", "access.log.2", "access.log.3", "access.log.4"), names);
        assertEquals("/number199", parsed(lines("access.log").getLast()).getString("path"));
        assertTrue(lines("access.log.4").stream().noneMatch(line -> line.contains("/number0\"")));
    }

    @Test
    void goesOnWhereItWasBeforeARestart() throws IOException {
        for (int run = 0; run < 2; run++) {
            try (var log = open(10_000)) {
                log.answered(request("/run" + run, ""));
            }
        }
        assertEquals(2, lines("access.log").size());
    }

    @Test
    void writesANewFileWhenTheOldOneWasMovedAway() throws Exception {
        try (var log = open(10_000)) {
            log.answered(request("/before", ""));
            while (Files.size(folder.resolve("access.log")) == 0) {
                Thread.onSpinWait();
            }
            Files.move(folder.resolve("access.log"), folder.resolve("moved"));
            log.answered(request("/after", ""));
        }
        assertTrue(lines("moved").getFirst().contains("/before"));
        assertTrue(lines("access.log").getFirst().contains("/after"));
    }

    @Test
    void losesLinesAndNothingElseWhenItCannotWrite() throws Exception {
        var gone = Files.createDirectory(folder.resolve("gone"));
        try (var log = new AccessLog(gone.resolve("access.log"), 10_000, Duration.ZERO, InstantSource.system())) {
            Files.delete(gone.resolve("access.log"));
            Files.delete(gone);
            log.answered(request("/lost", ""));
            while (log.lost() == 0) {
                Thread.onSpinWait();
            }
            Files.createDirectory(gone);
            log.answered(request("/kept", ""));
        }
        assertEquals("/kept", parsed(Files.readString(gone.resolve("access.log"))).getString("path"));
    }

    @Test
    void refusesAFileThatCannotBeWritten() {
        assertThrows(IOException.class, () -> new AccessLog(folder.resolve("no/such/folder/access.log")));
        assertFalse(Files.exists(folder.resolve("no")));
    }
}
