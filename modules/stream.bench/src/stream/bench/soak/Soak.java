package stream.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Lets streamers, viewers and others come, go, stall, chat and sign in, and then looks whether the
/// server's memory, threads, descriptors and connections come back to where they were after a first
/// minute of the same.
///
/// usage: `Soak MINUTES SEED FOLDER`
final class Soak {
    /// Everything that is made once, compiled and cached has been by then.
    private static final Duration WARM_UP = Duration.ofMinutes(1);
    private static final int STREAMERS = 8;
    private static final int VIEWERS = 60;
    private static final int SURFERS = 6;

    private Soak() {}

    public static void main(String[] arguments) throws Exception {
        int minutes = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        var folder = Files.createDirectories(Path.of(arguments[2]).toAbsolutePath());
        System.out.println("Soaking for " + minutes + " min with SEED=" + seed + " ...");
        boolean cameBack;
        try (var server = SoakedServer.start(folder)) {
            var accounts = Account.signUp(server.address(), STREAMERS * 2);
            var report = new ActCounts();
            crowd(server, accounts, report, new Random(seed), WARM_UP);
            var before = server.quiet();
            System.out.println("before  " + before);
            crowd(server, accounts, report, new Random(seed + 1), Duration.ofMinutes(minutes));
            var after = server.quiet();
            System.out.println("after   " + after);
            System.out.println(report);
            var growth = after.growthSince(before);
            growth.forEach(line -> System.out.println("LEAK  " + line));
            cameBack = growth.isEmpty();
        }
        if (cameBack) {
            System.out.println("Everything came back.");
        }
        System.exit(cameBack ? 0 : 1); // whatever the HTTP clients still do
    }

    /// Everybody at once, for so long.
    private static void crowd(
            SoakedServer server, List<Account> accounts, ActCounts counts, Random random, Duration time)
            throws IOException, InterruptedException {
        var end = Instant.now().plus(time);
        var people = new ArrayList<Person>();
        for (int i = 0; i < STREAMERS; i++) {
            people.add(new Streamer(server.address(), accounts.get(i), counts, new Random(random.nextLong())));
        }
        for (int i = 0; i < VIEWERS; i++) {
            people.add(new Viewer(server.address(), accounts, counts, new Random(random.nextLong())));
        }
        for (int i = 0; i < SURFERS; i++) {
            people.add(new Surfer(
                server.address(), accounts.get(STREAMERS + i), counts, new Random(random.nextLong())));
        }
        var threads = people.stream().map(person -> Thread.ofVirtual().start(() -> person.live(end))).toList();
        for (var thread : threads) {
            thread.join();
        }
    }
}
