package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// A server that may have few file descriptors, and visitors who would take them all.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD) // or nothing ends what waits for output
class DescriptorsTest {
    private static final int FEW = 150;
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private final List<Socket> visitors = new ArrayList<>();

    @BeforeEach
    void lookAround() {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "this system does not show descriptors");
    }

    @AfterEach
    void leave() throws IOException {
        for (var visitor : visitors) {
            visitor.close();
        }
        visitors.clear();
    }

    private static ServerProcess server(Path data) throws IOException {
        return ServerProcess.start(
                List.of("/bin/sh", "-c", "ulimit -n " + FEW + " && exec \"$@\"", "sh"), List.of("-Xmx128m"), data);
    }

    private Socket visitor(ServerProcess server) throws IOException {
        var visitor = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.site().getPort());
        visitor.setSoTimeout(20_000); // a test that hangs fails instead
        visitors.add(visitor);
        return visitor;
    }

    private static void assertTurnedAway(Socket visitor) throws IOException {
        var answer = new String(visitor.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        assertTrue(answer.contains("Retry-After: 10\r\n"), answer);
    }

    private void assertServesOnceTheyHaveLeft(ServerProcess server, long idle) throws Exception {
        leave();
        while (server.descriptors() > idle) {
            Thread.onSpinWait(); // the server has yet to see that they are gone; until the timeout of the test
        }
        assertEquals(200, server.send("GET", "/", "").statusCode());
        assertEquals(200, server.send("GET", "/api/channels", "").statusCode());
    }

    @Test
    void turnsAwayWhomThereAreNoDescriptorsFor(@TempDir Path data) throws Exception {
        try (var server = server(data)) {
            assertEquals(200, server.send("GET", "/", "").statusCode());
            long idle = server.descriptors();
            for (int i = 0; i < FEW - 1; i++) {
                visitor(server);
            }
            assertTurnedAway(visitor(server));
            assertTrue(server.descriptors() < FEW, "none is left for anything else");
            assertTrue(server.said().contains(FEW + " files may be open"), server.said());
            assertServesOnceTheyHaveLeft(server, idle);
        }
    }

    @Test
    void turnsAwayWhoComesWhenThereIsNoDescriptorAtAll(@TempDir Path data) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(PRLIMIT), "No prlimit (Debian: util-linux): descriptors cannot be taken away.");
        try (var server = server(data)) {
            while (!server.said().contains("schema brought from")) {
                Thread.onSpinWait(); // the database's files are yet to be opened; until the timeout of the test
            }
            long idle = server.descriptors();
            // What is open stays open. The numbers that are free in between are enough for whole connections,
            // of three each, so that the next visitor finds none at all.
            int numbers = server.highestDescriptor() + 1;
            while ((numbers - idle) % 3 != 0) {
                numbers++;
            }
            limit(server, numbers);
            for (int i = 0; i < FEW; i++) {
                visitor(server);
            }
            assertTurnedAway(visitors.getLast());
            assertTrue(server.said().contains("A connection could not be accepted"), server.said());
            limit(server, FEW);
            assertServesOnceTheyHaveLeft(server, idle);
        }
    }

    private static void limit(ServerProcess server, long descriptors) throws Exception {
        var process = new ProcessBuilder(
                PRLIMIT.toString(), "--pid", Long.toString(server.pid()), "--nofile=" + descriptors + ":").inheritIO();
        assertEquals(0, process.start().waitFor());
    }
}
