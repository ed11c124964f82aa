package stream.client.sound;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import stream.client.Programs;

/// A PulseAudio server of its own, with loudspeakers that nobody hears (a null sink).
public final class PulseServer implements AutoCloseable {
    private final Process process;
    private final Map<String, String> environment;

    /// @param directory an empty one, for its socket
    public PulseServer(Path directory) throws IOException {
        var socket = directory.resolve("native");
        environment = Map.of(
                "PULSE_SERVER", "unix:" + socket,
                "PULSE_RUNTIME_PATH", directory.toString(),
                "PULSE_COOKIE", directory.resolve("cookie").toString(),
                "HOME", directory.toString());
        var builder = new ProcessBuilder(
                        "pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--disable-shm", "--exit-idle-time=-1",
                        "--log-level=info", "--log-target=stderr",
                        "-L", "module-native-protocol-unix auth-anonymous=1 socket=" + socket,
                        "-L", "module-null-sink sink_name=speakers rate=48000")
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().remove("PULSE_SERVER");
        process = builder.start();
        var log = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = log.readLine();
        while (line != null && !line.contains("startup complete")) {
            line = log.readLine();
        }
        if (line == null) {
            close();
            throw new IOException("pulseaudio did not start");
        }
        Thread.startVirtualThread(() -> {
            // The server must not wait for somebody to read its log.
            try {
                log.transferTo(Writer.nullWriter());
            } catch (IOException _) {
                // It has ended.
            }
        });
    }

    /// Whether this machine has it and the programs that speak with it.
    public static boolean isThere() {
        boolean there = Programs.areThere("pulseaudio", "pactl", "parec", "pacat");
        if (!there) {
            System.out.println("SKIPPED: pulseaudio is not installed, so no sound was taken from a sound server");
        }
        return there;
    }

    /// What a program needs to find this server.
    public Map<String, String> environment() {
        return environment;
    }

    /// A player that waits for samples on its standard input: 48 kHz, stereo, 16 bits, little-endian.
    public Process player() throws IOException {
        var builder = new ProcessBuilder(
                "pacat", "--raw", "--rate=48000", "--channels=2", "--format=s16le", "--latency-msec=20");
        builder.environment().putAll(environment);
        return builder.start();
    }

    @Override
    public void close() {
        Programs.end(process);
    }
}
