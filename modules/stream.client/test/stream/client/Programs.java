package stream.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// Other programs that tests start.
public final class Programs {
    private Programs() {}

    /// Whether this machine has all of them.
    public static boolean areThere(String... names) {
        var folders = System.getenv("PATH").split(":");
        return Arrays.stream(names).allMatch(
                name -> Arrays.stream(folders).anyMatch(each -> Files.isExecutable(Path.of(each, name))));
    }

    /// Ends one, gently first.
    public static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
