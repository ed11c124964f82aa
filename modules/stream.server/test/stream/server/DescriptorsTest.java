package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// A server that may have few file descriptors, and visitors who take them all.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD) // or nothing ends what waits for output
class DescriptorsTest {
    private static final int DESCRIPTORS = 150;
    /// A connection takes three, so that one more finds no room.
    private static final int FEW = 2;

    @Test
    void servesAgainWhenDescriptorsAreFree(@TempDir Path data) throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "this system does not show descriptors");
        var server = new ProcessBuilder(List.of(
                "/bin/sh", "-c", "ulimit -n " + DESCRIPTORS + " && exec \"$@\"", "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "--module-path", System.getProperty("jdk.module.path"), "-m", "stream.server/stream.server.Main",
                "--host", "127.0.0.1", "--port", "0", "--data", data.toString()))
            .redirectErrorStream(true).start();
        var visitors = new ArrayList<Socket>();
        try (var output = server.inputReader()) {
            var open = await(output, " is open: "); // the name comes in the system's encoding
            var site = URI.create(open.substring(open.indexOf("http"), open.indexOf("  (")));
            assertEquals(200, status(site));
            long idle = descriptors(server);
            for (int i = 0; i < DESCRIPTORS; i++) {
                visitors.add(new Socket(InetAddress.ofLiteral("127.0.0.1"), site.getPort()));
            }
            while (descriptors(server) < DESCRIPTORS - FEW) {
                Thread.onSpinWait(); // until the timeout of the test
            }
            for (var visitor : visitors) {
                visitor.close();
            }
            while (descriptors(server) > idle) {
                Thread.onSpinWait(); // the server has yet to see that they are gone
            }
            assertEquals(200, status(site));
            assertEquals(200, status(site.resolve("/api/channels")));
        } finally {
            for (var visitor : visitors) {
                visitor.close();
            }
            server.destroy();
            if (!server.waitFor(15, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    /// The next line of the output that holds this.
    private static String await(BufferedReader output, String words) throws IOException {
        var line = output.readLine();
        while (line != null && !line.contains(words)) {
            line = output.readLine();
        }
        assertNotNull(line, "the server ended without: " + words);
        return line;
    }

    private static long descriptors(Process server) throws IOException {
        try (var files = Files.list(Path.of("/proc/" + server.pid() + "/fd"))) {
            return files.count();
        }
    }

    private static int status(URI uri) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
        }
    }
}
