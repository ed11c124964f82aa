package stream.server.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A disk of a few MiB that tests fill: a tmpfs that only programs see which are started with [#entering],
/// because it is in a mount namespace of its own. Ends with all that was on it.
public final class SmallDisk implements Closeable {
    private static final int BLOCK_BYTES = 4096;

    private final Process keeper;
    private final Path folder;

    private SmallDisk(Process keeper, Path folder) {
        this.keeper = keeper;
        this.folder = folder;
    }

    /// A disk in this folder's place, or a skipped test where that is not allowed.
    public static SmallDisk at(Path folder, int mebibytes) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/nsenter")), "No nsenter (Debian: util-linux).");
        var keeper = new ProcessBuilder("unshare", "--mount", "--map-root-user", "sh", "-c",
                "mount -t tmpfs -o size=" + mebibytes + "m tmpfs \"$0\" && echo mounted && exec cat", folder.toString())
                .redirectErrorStream(true).start();
        var said = keeper.inputReader().readLine();
        Assumptions.assumeTrue("mounted".equals(said), "This system lets us mount no small disk: " + said);
        return new SmallDisk(keeper, folder);
    }

    Path folder() {
        return folder;
    }

    /// Words before a command, which then finds the disk in the folder.
    public List<String> entering() {
        return List.of("nsenter", "--target", Long.toString(keeper.pid()), "--user", "--mount",
                "--preserve-credentials", "--wd=" + Path.of("").toAbsolutePath(), "--");
    }

    /// Leaves no room.
    public void fill() throws IOException {
        try (var file = Files.newByteChannel(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                file.write(ByteBuffer.allocate(BLOCK_BYTES));
            }
        } catch (IOException e) {
            if (room() >= BLOCK_BYTES) {
                throw e;
            }
        }
    }

    /// Gives some of that back.
    ///
    /// @param blocks of 4 KiB, which is what a file takes at least
    public void makeRoom(int blocks) throws IOException {
        try (var file = Files.newByteChannel(filler(), StandardOpenOption.WRITE)) {
            file.truncate(file.size() - (long) blocks * BLOCK_BYTES);
        }
    }

    /// Gives back what [#fill] took.
    public void makeRoom() throws IOException {
        Files.delete(filler());
    }

    private long room() throws IOException {
        return Files.getFileStore(seenFromHere()).getUsableSpace();
    }

    private Path filler() {
        return seenFromHere().resolve("filler");
    }

    private Path seenFromHere() {
        return Path.of("/proc/" + keeper.pid() + "/root" + folder.toAbsolutePath());
    }

    @Override
    public void close() throws IOException {
        keeper.outputWriter().close(); // cat ends
        try {
            keeper.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        keeper.destroyForcibly();
    }
}
