package stream.server.store;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/// What is in a backup.
///
/// @param schema the version of the tables
/// @param tables each after those that it refers to
public record Manifest(int schema, Instant made, List<Table> tables) {
    /// Of the file; changes when an older server could not read it any more.
    static final int FORMAT = 1;

    /// @param sha256 of its lines, in hexadecimal
    public record Table(String name, long rows, String sha256) {}

    public Manifest {
        tables = List.copyOf(tables);
    }

    /// All rows of all tables.
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    byte[] json() {
        var list = Json.createArrayBuilder();
        for (var table : tables) {
            list.add(Json.createObjectBuilder()
                    .add("name", table.name()).add("rows", table.rows()).add("sha256", table.sha256()));
        }
        return Json.createObjectBuilder()
                .add("format", FORMAT)
                .add("schema", schema)
                .add("made", made.toString())
                .add("tables", list)
                .build().toString().getBytes(StandardCharsets.UTF_8);
    }

    /// @throws IOException when it is none, or one of a newer server
    static Manifest parse(byte[] json) throws IOException {
        try (var reader = Json.createReader(new ByteArrayInputStream(json))) {
            var object = reader.readObject();
            if (object.getInt("format") > FORMAT) {
                throw new IOException("the backup was made by a newer Ström");
            }
            var tables = object.getJsonArray("tables").getValuesAs(JsonObject.class).stream()
                    .map(table -> new Table(
                            table.getString("name"), table.getJsonNumber("rows").longValueExact(), table.getString("sha256")))
                    .toList();
            return new Manifest(object.getInt("schema"), Instant.parse(object.getString("made")), tables);
        } catch (JsonException | NullPointerException | ClassCastException | ArithmeticException | DateTimeException e) {
            throw new IOException("the backup's list of contents is damaged", e);
        }
    }
}
