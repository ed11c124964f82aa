package stream.server.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import stream.server.metrics.Exposition;

/// What Linux tells of this process; elsewhere nothing is known.
public final class ProcessFigures {
    private static final Path SELF = Path.of("/proc/self");
    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files +(\\d+) ");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

    private ProcessFigures() {}

    static void writeTo(Exposition page) {
        openFiles().ifPresent(files ->
            page.gauge("process_open_fds", "Open file descriptors.").sample(files));
        mostOpenFiles().ifPresent(files ->
            page.gauge("process_max_fds", "File descriptors that may be open.").sample(files));
        number("status", RESIDENT).ifPresent(kibibytes ->
            page.gauge("process_resident_memory_bytes", "Memory that the process holds.").sample(kibibytes * 1024.0));
        ProcessHandle.current().info().totalCpuDuration().ifPresent(time ->
            page.counter("process_cpu_seconds_total", "Time that processors spent on the process.")
                .sample(time.toMillis() / 1000.0));
    }

    private static OptionalLong openFiles() {
        try (var files = Files.list(SELF.resolve("fd"))) {
            return OptionalLong.of(files.count());
        } catch (IOException _) {
            return OptionalLong.empty(); // no Linux
        }
    }

    /// How many files this process may have open, sockets among them.
    public static OptionalLong mostOpenFiles() {
        return number("limits", OPEN_FILES);
    }

    private static OptionalLong number(String file, Pattern pattern) {
        try {
            var matcher = pattern.matcher(Files.readString(SELF.resolve(file)));
            return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
        } catch (IOException _) {
            return OptionalLong.empty(); // no Linux
        }
    }
}
