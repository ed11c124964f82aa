package stream.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.server.store.Database;
import stream.server.store.DatabaseSettings;
import stream.server.store.Schema;

class AdministrationTest {
    @Test
    void anAccountFromTheCommandLineSignsInAndStreamsAndItsPasswordCanBeReset(@TempDir Path directory)
            throws Exception {
        var home = InetAddress.getByName("192.0.2.1");
        try (var database =
                Database.open(DatabaseSettings.embedded(directory), Schema.load(Path.of("schema.sql")))) {
            var administration = new Administration(database);
            var accounts = new Accounts(database);

            var created = administration.create("Alva_1");
            var signedIn = accounts.signIn().signIn(home, "alva_1", created.password());
            assertEquals("Alva_1", signedIn.user().name());
            assertEquals("Alva_1", accounts.byKey(created.key().text()).orElseThrow().name());
            assertThrows(AccountException.class, () -> administration.create("ALVA_1"));

            var password = administration.resetPassword("alva_1");
            assertNotEquals(created.password(), password);
            assertTrue(accounts.signIn().find(signedIn.token()).isEmpty());
            assertThrows(AccountException.class, () -> accounts.signIn().signIn(home, "alva_1", created.password()));
            accounts.signIn().signIn(home, "alva_1", password);
            assertThrows(AccountException.class, () -> administration.resetPassword("nobody"));

            administration.setBanned("alva_1", true);
            assertThrows(AccountException.class, () -> accounts.signIn().signIn(home, "alva_1", password));
            assertThrows(AccountException.class, () -> accounts.byKey(created.key().text()));
            administration.setBanned("alva_1", false);
            assertTrue(accounts.signIn().signIn(home, "alva_1", password).user().admin());
            administration.setAdmin("alva_1", false);
            assertFalse(accounts.byName("alva_1").orElseThrow().admin());
            administration.setAdmin("alva_1", true);
            assertTrue(accounts.byName("alva_1").orElseThrow().admin());
        }
    }
}
