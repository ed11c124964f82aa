package stream.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel says of a process (proc(5)).
///
/// @param userMillis time in the program so far, in ms
/// @param systemMillis time in the kernel for it so far, in ms
/// @param residentBytes physical memory in use
record ProcessFigures(long userMillis, long systemMillis, long residentBytes) {
    /// USER_HZ, which is 100 on every Linux of the day.
    private static final int MILLIS_PER_TICK = 10;

    /// @throws IOException where there is no such process, or no /proc
    static ProcessFigures of(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The name in parentheses may hold anything; the fields after it do not.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long userTicks = Long.parseLong(fields[11]);
        long systemTicks = Long.parseLong(fields[12]);
        long resident = 0;
        for (var line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                resident = Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        return new ProcessFigures(userTicks * MILLIS_PER_TICK, systemTicks * MILLIS_PER_TICK, resident);
    }

    long cpuMillis() {
        return userMillis + systemMillis;
    }
}
