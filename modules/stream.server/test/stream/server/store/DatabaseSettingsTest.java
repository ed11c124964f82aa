package stream.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {
    @Test
    void givesMySqlShortTimeouts() {
        var properties = new DatabaseSettings("jdbc:mysql://db/strom", "strom", "hemligt").properties();

        assertEquals("1500", properties.getProperty("connectTimeout"));
        assertEquals("3000", properties.getProperty("socketTimeout"));
        assertEquals("hemligt", properties.getProperty("password"));
    }

    @Test
    void leavesToTheAddressWhatItSays() {
        var settings = new DatabaseSettings("jdbc:mysql://db/strom?socketTimeout=9000", "strom", "");

        assertEquals("1500", settings.properties().getProperty("connectTimeout"));
        assertFalse(settings.properties().containsKey("socketTimeout"));
    }

    @Test
    void showsNoPassword() {
        assertEquals("jdbc:mysql://db/strom", new DatabaseSettings("jdbc:mysql://db/strom", "u", "p").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "localhost", "jdbc:postgresql://db/strom", "jdbc:mysql://strom:hemligt@db/strom",
        "jdbc:mysql://db/strom?user=strom&password=hemligt", "JDBC:MySQL://strom:hemligt@db/strom"
    })
    void refusesOtherDatabasesAndPasswordsInTheAddress(String url) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> new DatabaseSettings(url, "strom", ""));
        assertFalse(refusal.getMessage().contains("hemligt"));
    }

    /// Whatever character a path has, the database is in that folder, or refused with the character named.
    @Test
    void worksInOrRefusesEveryFolder(@TempDir Path base) throws Exception {
        var refused = new StringBuilder();
        var parts = new ArrayList<>(List.of("password=", "ö", "\u00a0", "😀", "${user.home}", "..."));
        IntStream.range(1, 127).filter(c -> c != '/').mapToObj(Character::toString).forEach(parts::add);
        for (var part : parts) {
            var folder = base.resolve("a" + part + "b");
            try {
                var settings = DatabaseSettings.embedded(folder);
                settings.connectForLong().close();
                assertTrue(Files.exists(folder.resolve("strom.mv.db")), "elsewhere than in " + folder);
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().contains("\"" + part + "\" has a meaning"), e.getMessage());
                refused.append(part);
            }
        }
        assertEquals(File.separatorChar == '\\' ? ";" : ";\\", refused.toString());
    }

    @Test
    void putsTheEmbeddedDatabaseIntoItsFolder() {
        var url = DatabaseSettings.embedded(Path.of("/srv/my strom")).url();

        assertTrue(url.startsWith("jdbc:h2:async:/srv/my strom/strom;"), url);
    }
}
