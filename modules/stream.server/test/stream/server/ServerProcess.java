package stream.server;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The server as a process of its own, which can be given little, looked at from outside, and killed.
public final class ServerProcess implements AutoCloseable {
    private static final String OPEN = " is open: "; // the name comes in the system's encoding
    private static final int STOP_SECONDS = 15;

    private final Process process;
    private final URI site;
    private final StringBuffer said = new StringBuffer();
    private final HttpClient http = HttpClient.newHttpClient();

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        var output = process.inputReader();
        var line = next(output);
        while (line != null && !line.contains(OPEN)) {
            line = next(output);
        }
        assertNotNull(line, () -> "the server ended: " + said);
        site = URI.create(line.substring(line.indexOf("http"), line.indexOf("  (")));
        Thread.ofVirtual().start(() -> drain(output));
    }

    /// Starts it and waits until it is open.
    ///
    /// @param before words that come before the command, such as those of a shell that sets limits
    /// @param virtualMachine its options
    /// @param more arguments of the server
    public static ServerProcess start(List<String> before, List<String> virtualMachine, Path data, String... more)
            throws IOException {
        var process = command(before, virtualMachine, data, more).redirectErrorStream(true).start();
        try {
            return new ServerProcess(process);
        } catch (IOException | RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /// The same, not started yet.
    static ProcessBuilder command(List<String> before, List<String> virtualMachine, Path data, String... more) {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(virtualMachine);
        command.addAll(List.of(
                "--module-path", System.getProperty("jdk.module.path"), "-m", "stream.server/stream.server.Main",
                "--host", "127.0.0.1", "--port", "0", "--data", data.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command);
    }

    private String next(BufferedReader output) throws IOException {
        var line = output.readLine();
        if (line != null) {
            said.append(line).append('\n');
        }
        return line;
    }

    private void drain(BufferedReader output) {
        try {
            while (next(output) != null) {
                // Kept; a pipe that is full would stop the server.
            }
        } catch (IOException _) {
            // It was killed.
        }
    }

    /// What it has printed.
    public String said() {
        return said.toString();
    }

    public URI site() {
        return site;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// How many file descriptors it has open.
    long descriptors() throws IOException {
        try (var files = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
            return files.count();
        }
    }

    int highestDescriptor() throws IOException {
        try (var files = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
            return files.mapToInt(file -> Integer.parseInt(file.getFileName().toString())).max().orElseThrow();
        }
    }

    /// @param headers names and values in turn
    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(site.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /// As `kill -9` does.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        http.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
