package stream.server;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import stream.common.files.OwnerOnly;
import stream.server.configuration.Configuration;
import stream.server.configuration.ConfigurationException;
import stream.server.configuration.Invocation;
import stream.server.control.RunningServer;
import stream.server.store.BackupReader;
import stream.server.store.BackupWriter;
import stream.server.store.DatabaseProbe;
import stream.server.store.DatabaseSettings;
import stream.server.store.EmbeddedRestore;
import stream.server.store.Manifest;
import stream.server.store.Schema;

/// `stream-server backup`, `restore` and `migrate`: everything in the database, from one place to another.
final class BackupCommand {
    static final String BACKUP_HELP = """
            Writes everything in the database to one file: accounts, pictures, chat, follows.

            usage: stream-server backup FILE [--overwrite] [--OPTION VALUE] ...

            The server may run meanwhile. The file can be restored into any database that the server knows. It
            holds password hashes and what people wrote: keep it as safe as the server itself. An existing FILE
            is only replaced with --overwrite. The options are the server's own.
            """;
    static final String RESTORE_HELP = """
            Fills the database from a file that "stream-server backup" wrote.

            usage: stream-server restore FILE [--overwrite] [--OPTION VALUE] ...

            Stop the server first. The file is checked before anything is done. An embedded database that is
            there is only replaced with --overwrite, and then moved aside, not removed. A MySQL database must
            be empty. Backups of older versions are brought up to date.
            """;
    static final String MIGRATE_HELP = """
            Copies everything from the embedded database to MySQL or MariaDB.

            usage: stream-server migrate --database jdbc:mysql://HOST/NAME --database-user NAME [--OPTION VALUE] ...

            Give the password in the environment as STROM_DATABASE_PASSWORD. Stop the server first, and start it
            with the same options afterwards. The database must be empty; it gets all or nothing. The embedded
            database, in the data folder, stays as it is.
            """;

    private static final String OVERWRITE = "--overwrite";
    /// What the running server is asked to do.
    static final String BACKUP = "backup";

    private BackupCommand() {}

    static void backup(Invocation invocation, PrintStream out) throws ConfigurationException, IOException {
        var file = file(invocation);
        boolean overwrite = invocation.has(OVERWRITE);
        var configuration = invocation.without(OVERWRITE).configuration();
        if (Files.exists(file) && !overwrite) {
            throw new IOException(file + " exists already; --overwrite replaces it");
        }
        var manifest = write(configuration, configuration.database(), file);
        out.println("Backed up to " + file + ": " + contents(manifest) + ".");
    }

    /// Writes a backup, reads it again, and only then gives it its name.
    private static Manifest write(Configuration configuration, DatabaseSettings database, Path file) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(unfinished);
        try {
            Files.createFile(unfinished, OwnerOnly.file(unfinished));
            try (var out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                write(configuration, database, out);
            }
            try (var check = new BackupReader(unfinished)) {
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
                return check.manifest();
            }
        } catch (IOException e) {
            throw new IOException("nothing was backed up to " + file + ": " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void write(Configuration configuration, DatabaseSettings database, OutputStream out) throws IOException {
        switch (DatabaseProbe.of(database)) {
            case DatabaseProbe.Absent _ -> throw new IOException("there is no database in " + configuration.data() + " yet");
            case DatabaseProbe.InUse _ -> RunningServer.at(configuration.data())
                .orElseThrow(() -> new IOException("the database is in use, and the server that uses it cannot be asked;"
                    + " run this as the server's user, or stop the server"))
                .ask(List.of(BACKUP), out);
            case DatabaseProbe.Present _ -> BackupWriter.write(database, Schema.load(configuration.schema()), out);
            case DatabaseProbe.Unreachable(var reason) -> throw new IOException(database + " does not answer: " + reason);
            case DatabaseProbe.Damaged(var reason) -> throw new IOException("the database cannot be opened: " + reason);
        }
    }

    static void restore(Invocation invocation, PrintStream out) throws ConfigurationException, IOException {
        var file = file(invocation);
        boolean overwrite = invocation.has(OVERWRITE);
        var configuration = invocation.without(OVERWRITE).configuration();
        var schema = Schema.load(configuration.schema());
        try (var backup = new BackupReader(file)) {
            if (configuration.database().isEmbedded()) {
                DataFolder.make(configuration.data());
                var directory = configuration.databaseFolder();
                EmbeddedRestore.run(backup, directory, schema, overwrite)
                    .ifPresent(old -> out.println("The database that was there is in " + old + " now."));
            } else {
                backup.restore(configuration.database(), schema);
            }
            out.println("Restored, as of " + backup.manifest().made() + ": " + contents(backup.manifest()) + ".");
        }
    }

    static void migrate(Invocation invocation, PrintStream out) throws ConfigurationException, IOException {
        var configuration = invocation.configuration();
        var target = configuration.database();
        if (target.isEmbedded()) {
            throw new ConfigurationException("Where to? Give --database jdbc:mysql://HOST/NAME.");
        }
        var source = DatabaseSettings.embedded(configuration.databaseFolder());
        if (DatabaseProbe.of(source) instanceof DatabaseProbe.InUse) {
            throw new IOException("the embedded database is in use: stop the server first, or what people write"
                + " meanwhile would stay behind");
        }
        var file = configuration.data().resolve("migration.backup");
        try {
            write(configuration, source, file);
            try (var backup = new BackupReader(file)) {
                backup.restore(target, Schema.load(configuration.schema()));
                out.println("Copied to " + target + ", and counted there: " + contents(backup.manifest())
                    + ". Start the server with the same --database from now on.");
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Path file(Invocation invocation) throws ConfigurationException {
        if (invocation.words().size() != 2) {
            throw new ConfigurationException("\"stream-server " + invocation.words().getFirst()
                + "\" takes one file; see stream-server " + invocation.words().getFirst() + " --help.");
        }
        return Path.of(invocation.words().get(1)).toAbsolutePath();
    }

    private static String contents(Manifest manifest) {
        var tables = manifest.tables().stream().filter(table -> table.rows() > 0)
            .map(table -> table.name().replace('_', ' ') + " " + table.rows()).toList();
        return tables.isEmpty() ? "nothing" : String.join(", ", tables);
    }
}
