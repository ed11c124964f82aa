package stream.server.check;

import stream.server.store.DatabaseProbe;
import stream.server.store.DatabaseSettings;
import stream.server.store.Schema;

/// Looks for the database, without changing it.
public final class DatabaseCheck {
    private static final String DATABASE = "database";

    private DatabaseCheck() {}

    public static Finding of(DatabaseSettings settings, Schema schema) {
        int newest = schema.versions().size();
        return switch (DatabaseProbe.of(settings)) {
            case DatabaseProbe.Absent() -> Finding.ok(DATABASE, "The embedded database will be made at the first start.");
            case DatabaseProbe.InUse() -> Finding.ok(DATABASE, "The embedded database is in use, by the running server.");
            case DatabaseProbe.Unreachable(var reason) -> Finding.fault(DATABASE, settings + " does not answer: " + reason
                + ". See that it runs, and that address, user and password are right.");
            case DatabaseProbe.Damaged(var reason) -> Finding.fault(DATABASE, "The embedded database cannot be opened: "
                + reason + ". Bring back the last backup with stream-server restore.");
            case DatabaseProbe.Present(int version) when version > newest -> Finding.fault(DATABASE,
                "It has tables of version " + version + ", made by a newer server; this one knows " + newest
                    + ". Install the newer server, or bring back an older backup.");
            case DatabaseProbe.Present(int version) when version < newest -> Finding.ok(DATABASE,
                "It answers; its tables will be brought from version " + version + " to " + newest + " at the start.");
            case DatabaseProbe.Present(int version) -> Finding.ok(DATABASE, "It answers, with tables of version " + version + ".");
        };
    }
}
