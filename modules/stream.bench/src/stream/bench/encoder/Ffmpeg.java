package stream.bench.encoder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Runs ffmpeg and reads what it says.
final class Ffmpeg {
    private Ffmpeg() {}

    /// @return all that it said
    static String run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ffmpeg", "-y", "-hide_banner"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("ffmpeg failed: " + log);
        }
        return log;
    }

    /// The first group of the first match.
    static String find(Pattern pattern, String log) throws IOException {
        var match = pattern.matcher(log);
        if (!match.find()) {
            throw new IOException("ffmpeg did not say " + pattern + ": " + log);
        }
        return match.group(1);
    }
}
