package stream.server;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What the program does when it is not to serve.
enum Command {
    USER("makes accounts, and gives them passwords", UserCommand.HELP) {
        @Override
        int run(Invocation invocation, PrintStream out) throws ConfigurationException, IOException {
            UserCommand.run(invocation.words(), invocation.configuration(), out);
            return 0;
        }
    },
    CHECK("looks whether the server could run, and says what to mend", CheckCommand.HELP) {
        @Override
        int run(Invocation invocation, PrintStream out) {
            return CheckCommand.run(invocation, out);
        }
    },
    BACKUP("writes everything in the database to one file", BackupCommand.BACKUP_HELP) {
        @Override
        int run(Invocation invocation, PrintStream out) throws ConfigurationException, IOException {
            BackupCommand.backup(invocation, out);
            return 0;
        }
    },
    RESTORE("fills the database from such a file", BackupCommand.RESTORE_HELP) {
        @Override
        int run(Invocation invocation, PrintStream out) throws ConfigurationException, IOException {
            BackupCommand.restore(invocation, out);
            return 0;
        }
    },
    MIGRATE("copies the embedded database to MySQL", BackupCommand.MIGRATE_HELP) {
        @Override
        int run(Invocation invocation, PrintStream out) throws ConfigurationException, IOException {
            BackupCommand.migrate(invocation, out);
            return 0;
        }
    };

    private final String purpose;
    private final String help;

    Command(String purpose, String help) {
        this.purpose = purpose;
        this.help = help;
    }

    /// @return the status to exit with
    abstract int run(Invocation invocation, PrintStream out) throws ConfigurationException, IOException;

    String help() {
        return help;
    }

    /// A line of the help text.
    String line() {
        return "  stream-server %-10s %s; --help tells more".formatted(word(), purpose);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The command of this invocation, none when the server is to serve.
    static Optional<Command> of(Invocation invocation) throws ConfigurationException {
        if (invocation.words().isEmpty()) {
            return Optional.empty();
        }
        var first = invocation.words().getFirst();
        var found = Arrays.stream(values()).filter(command -> command.word().equals(first)).findFirst();
        if (found.isEmpty()) {
            throw new ConfigurationException("There is no command \"" + first + "\"; --help lists them.");
        }
        return found;
    }
}
