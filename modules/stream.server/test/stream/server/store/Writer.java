package stream.server.store;

import java.nio.file.Path;
import java.util.Optional;

/// Writes to the embedded database for ever, as a process of its own that can be killed: makes users and
/// describes each, and prints its number when both were answered.
final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws Exception {
        var settings = DatabaseSettings.embedded(Path.of(arguments[0]));
        var users = new Users(Database.open(settings, Schema.load(Path.of("schema.sql"))));
        for (var number = 0; ; number++) {
            write(users, number);
            System.out.println(number);
        }
    }

    static void write(Users users, int number) throws DatabaseException {
        var id = users.create("user" + number, "user" + number, "$hash", number).orElseThrow();
        users.describe(id, Optional.of("title " + number), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
