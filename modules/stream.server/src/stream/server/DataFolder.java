package stream.server;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import stream.common.files.OwnerOnly;
import stream.server.check.FileChecks;
import stream.server.check.Finding;

/// The folder that the server keeps its data in, held by a lock for as long as the server runs: of two
/// servers on one folder the second would answer 503 for ever. The system releases the lock of a process
/// that was killed.
final class DataFolder implements Closeable {
    static final String LOCK = "server.lock";

    private final FileChannel lock;

    private DataFolder(FileChannel lock) {
        this.lock = lock;
    }

    /// Makes the folder, unless it is there, for its owner alone: password hashes will be in it.
    ///
    /// @throws IOException with a sentence for the sysadmin
    static void make(Path data) throws IOException {
        var finding = FileChecks.data(data);
        if (finding.grade() == Finding.Grade.FAULT) {
            throw new IOException(finding.sentence());
        }
        try {
            OwnerOnly.makeFolder(data);
        } catch (IOException e) {
            throw new IOException(FileChecks.unwritable(data, e), e);
        }
    }

    /// Makes the folder and takes hold of it.
    ///
    /// @throws IOException with a sentence for the sysadmin, also when another server has it
    static DataFolder hold(Path data) throws IOException {
        make(data);
        var file = data.resolve(LOCK);
        FileChannel channel;
        try {
            channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file(data));
        } catch (IOException e) {
            throw new IOException(FileChecks.unwritable(data, e), e);
        }
        if (isLocked(channel)) {
            return new DataFolder(channel);
        }
        channel.close();
        throw new IOException("Another server runs on the data folder " + data
            + ". Stop that one, or give this one a folder of its own with --data.");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // the other server is in this process
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
