package stream.client;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

    /// Starts the `main` of a class of the tests in a virtual machine of its own that has a desktop.
    ///
    /// @param display such as `:50`
    public static Process testProgram(Class<?> program, String display, String... arguments)
            throws IOException, URISyntaxException {
        var file = Path.of(program.getResource(program.getSimpleName() + ".class").toURI());
        var tests = file;
        for (int i = program.getName().split("\\.").length; i > 0; i--) {
            tests = tests.getParent();
        }
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--module-path", System.getProperty("jdk.module.path"),
                        "--patch-module", "stream.client=" + tests,
                        "--enable-native-access=stream.client,com.formdev.flatlaf",
                        "--module", "stream.client/" + program.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("DISPLAY", display);
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().remove("XDG_SESSION_TYPE");
        return builder.start();
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
