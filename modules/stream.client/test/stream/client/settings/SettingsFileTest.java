package stream.client.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.client.capture.PointerStyle;
import stream.client.capture.Region;
import stream.client.capture.SizeLimit;
import stream.client.publish.StreamKey;
import stream.client.scene.Corner;
import stream.client.scene.NamedScene;
import stream.client.scene.Overlay;
import stream.client.scene.Scene;
import stream.client.source.Subject;

class SettingsFileTest {
    private static final Settings SOME = new Settings(
            "https://exempel.se",
            Optional.of(new StreamKey("hemlig=#\\nyckel")),
            new Scene(new Subject.Part(1, new Region(640, 480, 10, 20)), List.of(new Overlay.Clock(Corner.TOP_LEFT, 4))),
            List.of(
                    new NamedScene("Räksmörgås", new Scene(new Subject.WholeScreen(0), List.of(
                            new Overlay.Inset(Corner.BOTTOM_RIGHT, 25, new Subject.Program("ffmpeg -i 'a b' -")),
                            new Overlay.Caption(Corner.TOP_LEFT, 5, "a = b\\n #!")))),
                    new NamedScene("Paus", new Scene(new Subject.Image(Path.of("/tmp/a.png")), List.of()))),
            PointerStyle.CLICKS,
            new SizeLimit(1280, 720),
            60,
            4000,
            Settings.Appearance.DARK,
            Settings.Language.SWEDISH,
            new SoundSettings("mic", 150, "@DEFAULT_MONITOR@", 0));

    @TempDir
    Path directory;

    @Test
    void whatWasSavedIsLoaded() throws IOException {
        var file = new SettingsFile(directory.resolve("strom"));
        file.save(Settings.DEFAULTS);
        file.save(SOME);
        assertEquals(SOME, file.load());
        try (var files = Files.list(directory.resolve("strom"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void onlyTheOwnerCanReadIt() throws IOException {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
        var file = new SettingsFile(directory.resolve("strom"));
        file.save(SOME);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path().getParent())));
    }

    @Test
    void withoutAFileThereAreDefaults() throws IOException {
        assertEquals(Settings.DEFAULTS, new SettingsFile(directory.resolve("none")).load());
    }

    @Test
    void theKeyIsNotPrinted() {
        assertFalse(SOME.toString().contains("hemlig"));
    }

    @Test
    void damagedFilesGiveDefaultsOrAnIoException() throws IOException {
        var file = new SettingsFile(directory);
        file.save(SOME);
        var valid = Files.readString(file.path());
        var random = new Random(3);
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder(valid);
            for (int i = random.nextInt(6); i >= 0; i--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
            }
            Files.writeString(file.path(), text);
            try {
                file.load();
            } catch (IOException _) {
                // The only exception that damage may cause.
            }
        }
        Files.write(file.path(), new byte[1 << 20]);
        assertThrows(IOException.class, file::load);
    }

    @Test
    void eachPlatformHasItsPlace() {
        var home = Path.of("/home/bo");
        assertEquals(Path.of("/home/bo/.config/strom"), ConfigurationDirectory.of("Linux", Map.of(), home));
        assertEquals(
                Path.of("/x/strom"), ConfigurationDirectory.of("Linux", Map.of("XDG_CONFIG_HOME", "/x"), home));
        assertEquals(
                Path.of("/home/bo/.config/strom"),
                ConfigurationDirectory.of("FreeBSD", Map.of("XDG_CONFIG_HOME", "relative"), home));
        assertEquals(
                Path.of("/home/bo/Library/Application Support/Strom"),
                ConfigurationDirectory.of("Mac OS X", Map.of(), home));
        assertEquals(
                Path.of("/a/Strom"), ConfigurationDirectory.of("Windows 11", Map.of("APPDATA", "/a"), home));
    }
}
