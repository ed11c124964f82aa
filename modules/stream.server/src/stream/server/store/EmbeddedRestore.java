package stream.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;

/// Makes the embedded database anew from a backup: beside the old one, which stays where it is until the
/// new one is complete.
public final class EmbeddedRestore {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

    private EmbeddedRestore() {}

    /// @param directory of the embedded database
    /// @param replace whether a database that is there may be moved aside
    /// @return where that one is now
    /// @throws IOException when there is one and it may not, or it is in use, or the backup is damaged
    public static Optional<Path> run(BackupReader backup, Path directory, Schema schema, boolean replace)
            throws IOException {
        var present = DatabaseProbe.of(DatabaseSettings.embedded(directory));
        if (present instanceof DatabaseProbe.InUse) {
            throw new IOException("the database is in use: stop the server first");
        }
        boolean absent = present instanceof DatabaseProbe.Absent;
        if (!absent && !replace) {
            throw new IOException("there is a database in " + directory + " already; --overwrite moves it aside");
        }
        var fresh = directory.resolveSibling(directory.getFileName() + ".restoring");
        remove(fresh);
        backup.restore(DatabaseSettings.embedded(fresh), schema);
        Optional<Path> old = Optional.empty();
        if (Files.exists(directory)) {
            var stamp = STAMP.format(LocalDateTime.now());
            old = Optional.of(directory.resolveSibling(directory.getFileName() + ".replaced-" + stamp));
            Files.move(directory, old.get());
        }
        Files.move(fresh, directory);
        return absent ? Optional.empty() : old;
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
