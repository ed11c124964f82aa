package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// SECURITY.md names the test of each bound; each of them is there.
class SecurityDocumentTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\|([^|]+)\\|([^|]+)\\|([^|]+)\\|$");
    private static final Pattern NAMED = Pattern.compile("`(?:([A-Za-z0-9]+Test)\\.([A-Za-z0-9]+)|make [a-z]+|[a-z]+\\.test\\.js)`");

    @Test
    void everyThreatHasATestThatIsThere() throws IOException {
        var text = Files.readString(Path.of("SECURITY.md"));
        var section = text.substring(text.indexOf("## What is tried"));
        int end = section.indexOf("\n## ", 1);
        var rows = ROW.matcher(end < 0 ? section : section.substring(0, end)).results().skip(2).toList();
        assertTrue(rows.size() > 30, rows.size() + " rows");
        for (var row : rows) {
            var named = NAMED.matcher(row.group(3)).results().toList();
            assertTrue(!named.isEmpty(), row.group(1) + "has no test");
            for (var test : named) {
                if (test.group(1) != null) {
                    assertEquals(1, sources(test.group(1), test.group(2)).size(), test.group());
                }
            }
        }
    }

    private static List<Path> sources(String type, String method) throws IOException {
        try (var files = Files.walk(Path.of("modules"))) {
            return files.filter(file -> file.endsWith(type + ".java"))
                .filter(file -> declares(file, method)).toList();
        }
    }

    private static boolean declares(Path file, String method) {
        try {
            return Files.readString(file).contains(" " + method + "(");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
