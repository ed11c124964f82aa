package stream.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.client.capture.Capturing;
import stream.client.capture.PointerStyle;
import stream.client.capture.Region;
import stream.client.capture.SizeLimit;
import stream.client.capture.WindowName;
import stream.client.publish.StreamKey;
import stream.client.scene.Corner;
import stream.client.scene.NamedScene;
import stream.client.scene.Overlay;
import stream.client.scene.Scene;
import stream.client.settings.Settings;
import stream.client.settings.SettingsFile;
import stream.client.settings.SoundSettings;
import stream.client.source.Subject;

class PublishArgumentsTest {
    @TempDir
    Path directory;

    private PublishArguments parse(String keyFile, String... others) throws IOException, UsageException {
        var file = Files.writeString(directory.resolve("key"), keyFile);
        var arguments = new ArrayList<>(List.of("--key-file", file.toString()));
        arguments.addAll(List.of(others));
        return PublishArguments.parse(arguments, new SettingsFile(directory));
    }

    @Test
    void readsAKeyFileAsOtherEditorsWriteIt() throws Exception {
        var text = "\r\n \u200b\r\n\u00a0strom_key\u00a0\u200b\r\nnot this\r\n";
        assertEquals("strom_key", parse("\ufeff" + text, "--server=http://localhost:8080").key().secret());
        var file = Files.write(directory.resolve("utf16"), ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE));
        assertEquals("strom_key", key(file.toString()));
        Files.write(file, "strom_å".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("The key file " + file + " cannot be read: line 1 is not UTF-8; save the file as UTF-8.",
                assertThrows(UsageException.class, () -> key(file.toString())).getMessage());
        assertEquals("The key file nowhere cannot be read: it is not there.",
                assertThrows(UsageException.class, () -> key("nowhere")).getMessage());
    }

    private String key(String file) throws UsageException {
        var arguments = List.of("--key-file", file, "--server", "http://localhost:8080");
        return PublishArguments.parse(arguments, new SettingsFile(directory)).key().secret();
    }

    /// What follows the key is chat.
    @Test
    void readsNoFurtherThanTheKeyOfTheStandardInput() throws Exception {
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            var in = new ByteArrayInputStream("\ufeff\r\n strom_key \r\nhej\r\n".getBytes(charset));
            assertEquals("strom_key", PublishArguments.firstLine(in));
            assertEquals("hej\r\n", new String(in.readAllBytes(), charset));
        }
        assertEquals("strom_key", PublishArguments.firstLine(new ByteArrayInputStream("strom_key".getBytes())));
        assertEquals("", PublishArguments.firstLine(new ByteArrayInputStream(new byte[0])));
    }

    @Test
    void readsEveryOption() throws Exception {
        var arguments = parse(
                "secret\n", "--server=http://localhost:8080", "--screen", "1", "--fps", "15", "--size", "1280x720",
                "--bitrate", "900", "--layers", "2", "--capture", "robot", "--pointer", "hidden", "--seconds", "5", "--retry", "no", "--chat", "--commands");
        assertEquals("http://localhost:8080", arguments.server().toString());
        assertEquals("secret", arguments.key().secret());
        assertEquals(new Subject.WholeScreen(1), arguments.scene().subject());
        assertEquals(15, arguments.framesPerSecond());
        assertEquals(new SizeLimit(1280, 720), arguments.size());
        assertEquals(900, arguments.bitrateKbps());
        assertEquals(2, arguments.layers());
        assertEquals(Capturing.ROBOT, arguments.capturing());
        assertEquals(PointerStyle.HIDDEN, arguments.pointer());
        assertEquals(5, arguments.seconds());
        assertFalse(arguments.retries());
        assertTrue(arguments.readsChat());
        assertTrue(arguments.readsCommands());
    }

    @Test
    void theKeyFileMayNameTheServerToo() throws Exception {
        var arguments = parse("https://example.org/#secret");
        assertEquals("https://example.org", arguments.server().toString());
        assertEquals("secret", arguments.key().secret());
        assertEquals(30, arguments.framesPerSecond());
        assertTrue(arguments.retries());
    }

    @Test
    void aRegionAWindowAnImageOrAProgramMayBeShown() throws Exception {
        var region = parse("https://example.org/#secret", "--screen", "1", "--region", "640x480+10+20");
        assertEquals(new Subject.Part(1, new Region(640, 480, 10, 20)), region.scene().subject());
        var window = parse("https://example.org/#secret", "--window", "Terminal");
        assertEquals(new Subject.Window(new WindowName(0, "Terminal")), window.scene().subject());
        var file = directory.resolve("key");
        var image = parse("https://example.org/#secret", "--image", file.toString());
        assertEquals(new Subject.Image(file), image.scene().subject());
        var program = parse("https://example.org/#secret", "--program", "ffmpeg -i 'a b' -");
        assertEquals(new Subject.Program("ffmpeg -i 'a b' -"), program.scene().subject());
    }

    @Test
    void thingsMayLieOverThePictureAndSavedScenesAreFound() throws Exception {
        var secret = "https://example.org/#secret";
        var arguments = parse(secret, "--over", "top-right 4 clock", "--screen", "1", "--over=top-left 5 text Hej");
        var clock = new Overlay.Clock(Corner.TOP_RIGHT, 4);
        assertEquals(
                new Scene(new Subject.WholeScreen(1), List.of(clock, new Overlay.Caption(Corner.TOP_LEFT, 5, "Hej"))),
                arguments.scene());
        assertRefused("saved in the window", secret, "--scene", "Prat");
        var talk = new Scene(new Subject.WholeScreen(2), List.of(clock));
        new SettingsFile(directory).save(Settings.DEFAULTS.withScenes(List.of(new NamedScene("Prat", talk))));
        assertEquals(talk, parse(secret, "--scene", "Prat").scene());
        assertRefused("Prat", secret, "--scene", "Spel");
        assertRefused("exclude", secret, "--scene", "Prat", "--over", "top-right 4 clock");
        assertRefused("percent", secret, "--over", "top-right much clock");
        assertRefused("at most", secret, Collections.nCopies(9, "--over=top-right 4 clock").toArray(String[]::new));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertRefused("--server", "secret");
        assertRefused("key", "", "--server", "localhost");
        assertRefused("--fps", "secret", "--server", "localhost", "--fps", "0");
        assertRefused("--fps", "secret", "--server", "localhost", "--fps", "many");
        assertRefused("1280x720", "secret", "--server", "localhost", "--size", "large");
        assertRefused("--speed", "secret", "--server", "localhost", "--speed", "9");
        assertRefused("twice", "secret", "--server", "localhost", "--fps", "9", "--fps", "9");
        assertRefused("needs a value", "secret", "--server");
        assertRefused("not an option", "secret", "localhost");
        assertRefused("640x480+10+20", "secret", "--server", "localhost", "--region", "640x480");
        assertRefused("none.png", "secret", "--server", "localhost", "--image", "/nowhere/none.png");
        assertRefused("exclude", "secret", "--server", "localhost", "--image", "a.png", "--region", "64x64+0+0");
        assertRefused("exclude", "secret", "--server", "localhost", "--program", "cat", "--screen", "1");
        assertRefused("exclude", "secret", "--server", "localhost", "--window", "Terminal", "--region", "64x64+0+0");
        assertRefused("by its title", "secret", "--server", "localhost", "--window", " ");
        assertRefused("quotation", "secret", "--server", "localhost", "--program", "cat 'a");
        assertRefused("pointer", "secret", "--server", "localhost", "--pointer", "blue");
        assertRefused("capture", "secret", "--server", "localhost", "--capture", "camera");
    }

    private void assertRefused(String part, String keyFile, String... others) {
        var refusal = assertThrows(UsageException.class, () -> parse(keyFile, others));
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    @Test
    void aKeyFileThatIsNotThereIsSaid() {
        var refusal = assertThrows(
                UsageException.class, () -> PublishArguments.parse(
                        List.of("--key-file", "/nowhere/key"), new SettingsFile(directory)));
        assertTrue(refusal.getMessage().contains("/nowhere/key"));
    }

    private PublishArguments last(String... options) throws UsageException {
        var arguments = new ArrayList<>(List.of("--last"));
        arguments.addAll(List.of(options));
        return PublishArguments.parse(arguments, new SettingsFile(directory));
    }

    @Test
    void theLastSettingsHoldUnlessSomethingElseIsSaid() throws Exception {
        var settings = new Settings(
                "https://example.org", Optional.of(new StreamKey("abcdefghijklmnop")), new Scene(new Subject.Camera("/dev/video2", Optional.empty()), List.of(new Overlay.Clock(Corner.TOP_LEFT, 5))),
                List.of(), PointerStyle.HIDDEN, new SizeLimit(1280, 720), 24, 3000, Settings.Appearance.DARK,
                Settings.Language.SWEDISH, new SoundSettings("mic", 80, "", 100));
        new SettingsFile(directory).save(settings);
        var all = last();
        assertEquals("https://example.org", all.server().toString());
        assertEquals("abcdefghijklmnop", all.key().secret());
        assertEquals(settings.scene(), all.scene());
        assertEquals(PointerStyle.HIDDEN, all.pointer());
        assertEquals(settings.size(), all.size());
        assertEquals(24, all.framesPerSecond());
        assertEquals(3000, all.bitrateKbps());
        assertEquals(new SoundArguments(Optional.of("mic"), Optional.empty(), 80, 100, false), all.sound());
        var other = last("--screen", "0", "--fps", "10", "--server", "https://other.example");
        assertEquals(new Subject.WholeScreen(0), other.scene().subject());
        assertEquals(10, other.framesPerSecond());
        assertEquals("https://other.example", other.server().toString());
        assertEquals("abcdefghijklmnop", other.key().secret());
    }

    @Test
    void withoutLastSettingsTheKeyIsMissed() {
        var failure = assertThrows(UsageException.class, this::last);
        assertTrue(failure.getMessage().contains("no stream key"), failure.getMessage());
    }
}
