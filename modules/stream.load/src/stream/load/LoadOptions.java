package stream.load;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/// What `stream-load` is asked to do.
///
/// @param keys a file of lines `NAME KEY`, one for each stream
/// @param viewers of each stream
/// @param stalled of all viewers together, how many never read
/// @param keyframeFactor how many times larger a keyframe is than another frame
/// @param slow of all viewers together, how many read at `slowKbps` only
/// @param slowFrom the address that the first slow viewer comes from, the others from those after it:
///        they read at once then, and something else makes their lines narrow; null when they do it themselves
/// @param pid of the server on this machine, 0 when its figures are not wanted
/// @param json where to write the result as JSON, or null
record LoadOptions(
        Target server, Path keys, int streams, int viewers, int bitrateKbps, int framesPerSecond, int keyframeInterval,
        int keyframeFactor, int seconds, int warmupSeconds, int stalled, int slow, int slowKbps, InetAddress slowFrom,
        long pid, Path json) {

    static final String HELP = """
            Usage: stream-load --keys FILE [options]

            Publishes streams to a Ström server, watches them, and says what arrived and when.

              --server URL        the server (http://localhost:8080); https:// works too
              --certificate FILE  trust this certificate (PEM) for https, instead of those
                                  that Java trusts; a server that made its own has it in
                                  tls/certificate.pem in its data folder
              --insecure          believe any certificate, of a server on this machine
              --keys FILE         lines of NAME KEY, one for each stream, as
                                  "stream-server user create" prints them
              --streams N         how many streams to publish (1)
              --viewers N         viewers of each stream (100)
              --bitrate-kbps N    of each stream (2400)
              --fps N             frames a second (30)
              --keyint N          frames from keyframe to keyframe (120)
              --keyframe-factor N how many times larger keyframes are (1)
              --seconds N         how long to measure (15)
              --warmup N          seconds before the measurement (5)
              --stalled N         viewers that never read, of all (0)
              --slow N            viewers that read slowly, of all (0)
              --slow-kbps N       how slowly (500)
              --slow-from ADDRESS slow viewers come from this address and those after it, and
                                  read at once: their lines are narrow by other means (tc)
              --pid N             the server's process here: adds its CPU time and memory
              --json FILE         writes the result there as well
              --version           says which version this is
            """;

    LoadOptions {
        check("--streams", streams, 1, 10_000);
        check("--viewers", viewers, 0, 50_000);
        check("--bitrate-kbps", bitrateKbps, 10, 100_000);
        check("--fps", framesPerSecond, 1, 240);
        check("--keyint", keyframeInterval, 1, 100_000);
        check("--keyframe-factor", keyframeFactor, 1, 100);
        check("--seconds", seconds, 1, 24 * 3600);
        check("--warmup", warmupSeconds, 0, 3600);
        check("--stalled", stalled, 0, streams * viewers);
        check("--slow", slow, 0, streams * viewers - stalled);
        check("--slow-kbps", slowKbps, 1, 1_000_000);
        if (slowFrom != null && (slowFrom.getAddress()[slowFrom.getAddress().length - 1] & 0xFF) + slow > 256) {
            throw new IllegalArgumentException("--slow-from has no room for --slow " + slow + " addresses after it");
        }
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", not between " + least + " and " + most);
        }
    }

    /// @throws IllegalArgumentException with a sentence for the person who typed them
    static LoadOptions parse(List<String> arguments) {
        var left = new ArrayDeque<>(arguments);
        var server = URI.create("http://localhost:8080");
        Path certificate = null;
        boolean insecure = false;
        Path keys = null;
        Path json = null;
        int streams = 1, viewers = 100, bitrate = 2400, fps = 30, keyint = 120, factor = 1, seconds = 15, warmup = 5;
        int stalled = 0, slow = 0, slowKbps = 500;
        InetAddress slowFrom = null;
        long pid = 0;
        while (!left.isEmpty()) {
            var name = left.pop();
            if (name.equals("--insecure")) {
                insecure = true;
                continue;
            }
            if (left.isEmpty()) {
                throw new IllegalArgumentException(name + " needs a value (see --help)");
            }
            var value = left.pop();
            switch (name) {
                case "--server" -> server = URI.create(value);
                case "--certificate" -> certificate = Path.of(value);
                case "--keys" -> keys = Path.of(value);
                case "--streams" -> streams = whole(name, value);
                case "--viewers" -> viewers = whole(name, value);
                case "--bitrate-kbps" -> bitrate = whole(name, value);
                case "--fps" -> fps = whole(name, value);
                case "--keyint" -> keyint = whole(name, value);
                case "--keyframe-factor" -> factor = whole(name, value);
                case "--seconds" -> seconds = whole(name, value);
                case "--warmup" -> warmup = whole(name, value);
                case "--stalled" -> stalled = whole(name, value);
                case "--slow" -> slow = whole(name, value);
                case "--slow-kbps" -> slowKbps = whole(name, value);
                case "--slow-from" -> slowFrom = address(name, value);
                case "--pid" -> pid = whole(name, value);
                case "--json" -> json = Path.of(value);
                default -> throw new IllegalArgumentException("there is no option " + name + " (see --help)");
            }
        }
        if (keys == null) {
            throw new IllegalArgumentException("--keys FILE is needed: lines of NAME KEY, one for each stream");
        }
        return new LoadOptions(
                new Target(server, certificate, insecure), keys, streams, viewers, bitrate, fps, keyint, factor, seconds,
                warmup, stalled, slow, slowKbps, slowFrom, pid, json);
    }

    private static InetAddress address(String name, String value) {
        try {
            return InetAddress.ofLiteral(value);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(name + " takes an address as 127.1.0.1, not " + value);
        }
    }

    private static int whole(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(name + " takes a whole number, not " + value);
        }
    }
}
