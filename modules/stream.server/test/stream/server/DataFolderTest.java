package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path home;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String refusal(Path data) {
        return assertThrows(IOException.class, () -> DataFolder.hold(data)).getMessage();
    }

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        var data = home.resolve("var/data");

        DataFolder.make(data);
        assertEquals("rwx------", permissions(data));

        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));
        try (var _ = DataFolder.hold(data)) {
            assertEquals("rwxr-x---", permissions(data), "left as it is");
            assertEquals("rw-------", permissions(data.resolve(DataFolder.LOCK)));
        }
    }

    @Test
    void isNoFile() throws IOException {
        var file = Files.createFile(home.resolve("file"));

        assertTrue(refusal(file).startsWith(file + " is no folder"), refusal(file));
    }

    /// Also by root, who may do nearly everything elsewhere.
    @Test
    void saysWhyItCannotBeMade() {
        var nowhere = Path.of("/proc/strom/data");
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "there is no /proc, where nobody can make folders");

        assertTrue(refusal(nowhere).matches("The folder /proc.* cannot be written by the user .*--data\\."), refusal(nowhere));
    }

    @Test
    void belongsToOneServerAtATime() throws IOException {
        try (var _ = DataFolder.hold(home)) {
            assertTrue(refusal(home).startsWith("Another server runs on the data folder " + home), refusal(home));
        }
        DataFolder.hold(home).close();
    }
}
