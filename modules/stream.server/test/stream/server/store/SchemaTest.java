package stream.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    @Test
    void readsTheStatementsOfEachVersion() {
        var schema = Schema.parse("""
                -- About this file; not a statement;

                -- Version 1: the first

                CREATE TABLE a (
                    id INT, -- a comment; with a semicolon
                    b INT
                );
                INSERT INTO a VALUES (1, 2);

                -- Version 2
                DROP TABLE a;\r
                """);

        var create = "CREATE TABLE a (\n    id INT, \n    b INT\n)";
        assertEquals(
                List.of(List.of(create, "INSERT INTO a VALUES (1, 2)"), List.of("DROP TABLE a")), schema.versions());
    }

    @Test
    void endsTheLastStatementWithoutANewline() {
        assertEquals(List.of(List.of("DROP TABLE a")), Schema.parse("-- Version 1\nDROP TABLE a;").versions());
    }

    @Test
    void isWhatItWasAtAnEarlierVersion() {
        var schema = new Schema(List.of(List.of("one"), List.of("two")));

        assertEquals(List.of(List.of("one")), schema.until(1).versions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CREATE TABLE a (b INT);", "-- Version 2\nx;", "-- Version 1\nx;\n-- Version 3\ny;"})
    void refusesVersionsThatAreNotOneTwoThree(String text) {
        assertThrows(IllegalArgumentException.class, () -> Schema.parse(text));
    }
}
