package stream.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// SECURITY.md promises nothing that no test tries to break.
class SecurityPageTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void namesTestsThatExist() throws Exception {
        var page = Files.readString(Path.of("SECURITY.md"));
        try (var files = Files.walk(Path.of("modules"))) {
            var tests = files.filter(file -> file.toString().endsWith("Test.java"))
                .collect(Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""), file -> file));
            var named = NAMED.matcher(page);
            int count = 0;
            for (; named.find(); count++) {
                var test = tests.get(named.group(1));
                assertTrue(test != null && Files.readString(test).contains(" " + named.group(2) + "("), named.group());
            }
            assertTrue(count > 60, "only " + count + " tests are named");
        }
    }
}
