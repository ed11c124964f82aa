package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.net.http.Bounds;
import stream.server.check.Finding.Grade;
import stream.server.check.MachineChecks;

/// The unit that comes with the server's image.
class SystemdUnitTest {
    private static final Path SYSTEMD_ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Path UNIT = Path.of("jlink/stream-server.service");
    /// In tenths, as systemd-analyze counts: 0 is walled in, 100 is bare; a service without any
    /// hardening has 96.
    private static final int MOST_EXPOSURE = 20;

    @TempDir
    private Path folder;

    private Path unit;

    @BeforeEach
    void pretendThatItIsInstalled() throws IOException {
        var text = Files.readString(UNIT).replace("/opt/stream-server/bin/stream-server", "/bin/true");
        unit = Files.writeString(folder.resolve("stream-server.service"), text);
    }

    private void assertPasses(String... arguments) throws Exception {
        assumeTrue(Files.isExecutable(SYSTEMD_ANALYZE), "No systemd-analyze (Debian: systemd): the unit is not tested.");
        var command = new ArrayList<>(List.of(SYSTEMD_ANALYZE.toString()));
        command.addAll(List.of(arguments));
        command.add(unit.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    @Test
    void isUnderstoodBySystemd() throws Exception {
        assertPasses("verify", "--man=no");
    }

    @Test
    void givesTheServerFewRights() throws Exception {
        assertPasses("security", "--offline=true", "--no-pager", "--threshold=" + MOST_EXPOSURE);
    }

    @Test
    void allowsAsManyFilesAsTheDefaultsNeed() throws IOException {
        var limit = Pattern.compile("(?m)^LimitNOFILE=(\\d+)$").matcher(Files.readString(UNIT));
        assertTrue(limit.find());
        var most = OptionalLong.of(Long.parseLong(limit.group(1)));
        assertEquals(Grade.OK, MachineChecks.files(Bounds.DEFAULT, most).grade());
    }
}
