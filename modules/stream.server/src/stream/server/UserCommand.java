package stream.server;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import stream.server.account.AccountException;
import stream.server.account.Administration;
import stream.server.store.Database;
import stream.server.store.DatabaseException;
import stream.server.store.Schema;

/// `stream-server user …`: accounts from the command line. On the embedded database only while the
/// server is stopped, for that one belongs to one process at a time.
final class UserCommand {
    static final String HELP = """
            Makes accounts, gives them passwords, and says who is admin and who is banned.

            usage: stream-server user create NAME ... [--OPTION VALUE] ...
                   stream-server user reset-password NAME ... [--OPTION VALUE] ...
                   stream-server user make-admin|revoke-admin NAME ... [--OPTION VALUE] ...
                   stream-server user ban|unban NAME ... [--OPTION VALUE] ...

            create prints a line "NAME STREAM-KEY PASSWORD" for each, reset-password "NAME PASSWORD". Neither
            can be shown again. The first account of a site is an admin; admins end streams and ban accounts
            from the site, on its pages. A running server notices a ban within half a minute.
            The options are the server's own; --data and --database matter here. With the
            embedded database, stop the server first.
            """;

    /// How often to ask a database that is still opening; each time waits a moment.
    private static final int OPENING_ATTEMPTS = 8;

    private static final List<String> COMMANDS =
            List.of("create", "reset-password", "make-admin", "revoke-admin", "ban", "unban");

    private UserCommand() {}

    /// @param words what stands before the first option
    /// @throws ConfigurationException when they are no such command
    static void run(List<String> words, Configuration configuration, PrintStream out)
            throws ConfigurationException, IOException {
        if (words.size() < 3 || !COMMANDS.contains(words.get(1))) {
            throw new ConfigurationException(
                "\"stream-server user\" takes one of " + String.join(", ", COMMANDS) + " and names; see"
                    + " stream-server user --help.");
        }
        try (var database = Database.open(configuration.database(), Schema.load(configuration.schema()))) {
            awaitOpen(database);
            var administration = new Administration(database);
            for (var name : words.subList(2, words.size())) {
                switch (words.get(1)) {
                    case "create" -> {
                        var created = administration.create(name);
                        out.println(created.name() + " " + created.key().text() + " " + created.password());
                    }
                    case "reset-password" -> out.println(name + " " + administration.resetPassword(name));
                    case "make-admin", "revoke-admin" ->
                        administration.setAdmin(name, words.get(1).equals("make-admin"));
                    default -> administration.setBanned(name, words.get(1).equals("ban"));
                }
            }
        } catch (AccountException | DatabaseException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void awaitOpen(Database database) throws IOException {
        for (int i = 0; i < OPENING_ATTEMPTS; i++) {
            if (database.answers()) {
                return;
            }
        }
        throw new IOException("the database does not answer. Is the server running on the embedded one?");
    }
}
