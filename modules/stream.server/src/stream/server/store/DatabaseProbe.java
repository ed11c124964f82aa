package stream.server.store;

import java.sql.DriverManager;
import java.sql.SQLException;

/// What a look at a database found. Looking makes and changes nothing.
public sealed interface DatabaseProbe {
    /// H2's code for a file that another process has open.
    int H2_IN_USE = 90_020;

    /// The embedded database was not made yet.
    record Absent() implements DatabaseProbe {}

    /// The embedded database belongs to another process now.
    record InUse() implements DatabaseProbe {}

    /// @param version of its tables, 0 when there are none
    record Present(int version) implements DatabaseProbe {}

    record Unreachable(String reason) implements DatabaseProbe {}

    /// The embedded database's file cannot be read.
    record Damaged(String reason) implements DatabaseProbe {}

    static DatabaseProbe of(DatabaseSettings settings) {
        if (settings.isAbsent()) {
            return new Absent();
        }
        try (var connection = DriverManager.getConnection(settings.url(), settings.properties())) {
            return new Present(Schema.version(connection));
        } catch (SQLException e) {
            var reason = Database.reason(e);
            if (!settings.isEmbedded()) {
                return new Unreachable(reason);
            }
            return e.getErrorCode() == H2_IN_USE ? new InUse() : new Damaged(reason);
        }
    }
}
