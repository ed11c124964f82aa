package stream.server;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stream.server.configuration.ConfigurationException;
import stream.server.configuration.Invocation;
import stream.server.feature.Command;
import stream.server.feature.Features;

/// What the program does when it is not to serve.
final class Commands {
    private static final List<Command> BASE = List.of(
        new Command("user", "makes accounts, and gives them passwords", UserCommand.HELP, (invocation, out) -> {
            UserCommand.run(invocation.words(), invocation.configuration(), out);
            return 0;
        }),
        new Command("check", "looks whether the server could run, and says what to mend", CheckCommand.HELP,
            CheckCommand::run),
        new Command("backup", "writes everything in the database to one file", BackupCommand.BACKUP_HELP,
            (invocation, out) -> {
                BackupCommand.backup(invocation, out);
                return 0;
            }),
        new Command("restore", "fills the database from such a file", BackupCommand.RESTORE_HELP,
            (invocation, out) -> {
                BackupCommand.restore(invocation, out);
                return 0;
            }),
        new Command("migrate", "copies the embedded database to MySQL", BackupCommand.MIGRATE_HELP,
            (invocation, out) -> {
                BackupCommand.migrate(invocation, out);
                return 0;
            }));

    private Commands() {}

    static List<Command> all(Features features) {
        return Stream.concat(BASE.stream(), features.commands().stream()).toList();
    }

    /// The command of this invocation, none when the server is to serve.
    static Optional<Command> of(Invocation invocation, Features features) throws ConfigurationException {
        if (invocation.words().isEmpty()) {
            return Optional.empty();
        }
        var first = invocation.words().getFirst();
        var found = all(features).stream().filter(command -> command.word().equals(first)).findFirst();
        if (found.isEmpty()) {
            throw new ConfigurationException("There is no command \"" + first + "\"; --help lists them.");
        }
        return found;
    }
}
