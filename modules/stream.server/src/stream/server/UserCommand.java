package stream.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import stream.server.account.Administration;
import stream.server.configuration.Configuration;
import stream.server.configuration.ConfigurationException;
import stream.server.control.RunningServer;
import stream.server.store.Database;
import stream.server.store.Schema;

/// `stream-server user …`: accounts from the command line. The embedded database belongs to one process at
/// a time; where a server runs on it, that one is asked to do it.
final class UserCommand {
    static final String HELP = """
            Makes accounts, gives them passwords, and says who is admin and who is banned.

            usage: stream-server user create NAME ... [--OPTION VALUE] ...
                   stream-server user reset-password NAME ... [--OPTION VALUE] ...
                   stream-server user make-admin|revoke-admin NAME ... [--OPTION VALUE] ...
                   stream-server user ban|unban NAME ... [--OPTION VALUE] ...

            With several names, all are looked at before anything is done.
            create prints a line "NAME STREAM-KEY PASSWORD" for each, reset-password "NAME PASSWORD". Neither
            can be shown again. The first account of a site is an admin; admins end streams and ban accounts
            from the site, on its pages. A running server notices within half a minute.
            The options are the server's own; --data and --database matter here. The server may run meanwhile.
            """;

    /// How often to ask a database that is still opening; each time waits a moment.
    private static final int OPENING_ATTEMPTS = 8;

    private static final List<String> COMMANDS =
            List.of("create", "reset-password", "make-admin", "revoke-admin", "ban", "unban");

    /// What the running server is asked to do.
    static final String USER = "user";

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
        var names = words.subList(2, words.size());
        var running = configuration.database().isEmbedded()
            ? RunningServer.at(configuration.data()) : Optional.<RunningServer>empty();
        if (running.isPresent()) {
            Administration.requireNames(names);
            running.get().ask(words, out);
            return;
        }
        if (configuration.database().isEmbedded()) {
            DataFolder.make(configuration.data());
        }
        try (var database = Database.open(configuration.database(), Schema.load(configuration.schema()))) {
            awaitOpen(database);
            perform(words.get(1), names, new Administration(database), out);
        }
    }

    /// What the running server does when it is asked by [#run].
    ///
    /// @param words one of the commands, and names
    static void answer(Database database, List<String> words, OutputStream out) throws IOException {
        if (words.size() < 2 || !COMMANDS.contains(words.getFirst())) {
            throw new IOException("the running server does not know this command");
        }
        var lines = new PrintStream(out, true, StandardCharsets.UTF_8);
        perform(words.getFirst(), words.subList(1, words.size()), new Administration(database), lines);
    }

    /// Does it for all names or, where one of them cannot be, for none.
    private static void perform(String command, List<String> names, Administration administration, PrintStream out)
            throws IOException {
        if (command.equals("create")) {
            administration.requireFree(names);
        } else {
            administration.requireAccounts(names);
        }
        for (var name : names) {
            perform(command, name, administration, out);
        }
    }

    private static void perform(String command, String name, Administration administration, PrintStream out)
            throws IOException {
        switch (command) {
            case "create" -> {
                var created = administration.create(name);
                out.println(created.name() + " " + created.key().text() + " " + created.password());
            }
            case "reset-password" -> out.println(name + " " + administration.resetPassword(name));
            case "make-admin", "revoke-admin" -> administration.setAdmin(name, command.equals("make-admin"));
            default -> administration.setBanned(name, command.equals("ban"));
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
