import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// Measures how soon a server's front page is there: from the start of the process to the first
/// HTTP 200, on an empty data directory and then, as the median of several starts, on a used one.
///
/// usage: `java tools/StartTime.java LAUNCHER`
final class StartTime {
    private static final int STARTS = 7;
    private static final long PATIENCE_MILLIS = 20_000;

    void main(String[] args) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("strom-start");
        long first = start(args[0], data);
        long[] later = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            later[i] = start(args[0], data);
        }
        Arrays.sort(later);
        System.out.printf("Start to first HTTP 200: %d ms on an empty data directory, then %d ms (median of %d)%n",
                first, later[STARTS / 2], STARTS);
        try (var files = Files.walk(data)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }

    private static long start(String launcher, Path data) throws IOException, InterruptedException {
        int port = freePort();
        long begin = System.nanoTime();
        Process server = new ProcessBuilder(launcher, "--host", "127.0.0.1", "--port", String.valueOf(port),
                "--data", data.toString()).redirectErrorStream(true)
                .redirectOutput(data.resolve("log").toFile()).start();
        try {
            while (!answers(port)) {
                if (!server.isAlive() || millisSince(begin) > PATIENCE_MILLIS) {
                    throw new IOException("the server did not answer:\n" + Files.readString(data.resolve("log")));
                }
                Thread.sleep(1);
            }
            return millisSince(begin);
        } finally {
            server.destroy();
            if (!server.waitFor(10, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            socket.setSoTimeout(5000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n"
                    .formatted(port).getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException _) {
            return false; // not listening yet
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
