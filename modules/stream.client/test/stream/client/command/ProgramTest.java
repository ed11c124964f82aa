package stream.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stream.client.Programs;
import stream.client.capture.Xvfb;
import stream.client.publish.TinyServer;
import stream.client.sound.PulseServer;
import stream.common.control.ChatMessage;
import stream.common.control.ControlMessage;
import stream.common.control.Role;
import stream.common.media.Track;
import stream.common.media.TrackConfig;

/// The program as users start it, in a process of its own, on a real X server's screen.
@Timeout(120)
class ProgramTest {
    @TempDir
    Path directory;

    private Process start(String display, String... arguments) throws IOException {
        return start(display, Map.of(), arguments);
    }

    private Process start(String display, Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--module-path", System.getProperty("jdk.module.path"),
                "--enable-native-access=stream.client",
                "--add-modules", "stream.codec,stream.opus,org.eclipse.parsson",
                "--module", "stream.client/stream.client.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DISPLAY", display);
        builder.environment().putAll(environment);
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().remove("XDG_SESSION_TYPE");
        return builder.start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String lineWith(BufferedReader output, String start) throws IOException {
        var seen = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
            seen.append(line).append('\n');
        }
        throw new AssertionError("no line starts with '" + start + "':\n" + seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x11", "robot"})
    void streamsAScreenAndTellsWhatHappens(String capture) throws Exception {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no screen was streamed");
        var key = Files.writeString(directory.resolve("key"), TinyServer.KEY.secret());
        var pixels = Files.createDirectory(directory.resolve("screen"));
        try (var screen = new Xvfb(320, 240, pixels); var server = new TinyServer()) {
            var process = start(
                    screen.display(), "publish", "--server", server.address().toString(), "--key-file", key.toString(),
                    "--capture", capture, "--chat", "--commands");
            try (var output = output(process)) {
                var connection = server.next();
                assertTrue(lineWith(output, "live ").contains("channel=bo"));
                var packet = connection.packet();
                assertTrue(packet.isConfig());
                var config = (TrackConfig.Video) TrackConfig.parse(Track.VIDEO, packet.payload());
                assertEquals(320, config.width());
                assertEquals(240, config.height());
                assertTrue(connection.packet().isKeyframe());
                connection.send(new ControlMessage.Chat(List.of(new ChatMessage(7, "alva", Role.VIEWER, "hej \u001b[2J då", 1))));
                assertEquals("chat id=7 alva: hej  [2J då", lineWith(output, "chat "));
                process.getOutputStream().write("tjena\n".getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
                assertEquals(new ControlMessage.Say("tjena"), connection.messages.poll(60, TimeUnit.SECONDS));
                process.getOutputStream().write("/hide Paus\n/dance\n/scene Spel\n/mute\n/pointer hidden\n/show\n".getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
                assertEquals("hidden Paus", lineWith(output, "hidden"));
                assertTrue(lineWith(output, "error").contains("/dance"));
                assertTrue(lineWith(output, "error").contains("no scene 'Spel'"));
                assertTrue(lineWith(output, "error").contains("no sound"));
                assertEquals("pointer hidden", lineWith(output, "pointer"));
                assertEquals("shown", lineWith(output, "shown"));
                assertTrue(lineWith(output, "stats ").contains("source=" + capture));
                process.destroy();
                assertEquals(1000, connection.closeCodes.poll(60, TimeUnit.SECONDS));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x11", "robot"})
    void aPartOfTheScreenIsStreamed(String capture) throws Exception {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no screen was streamed");
        var pixels = Files.createDirectory(directory.resolve("screen"));
        try (var screen = new Xvfb(320, 240, pixels)) {
            assertStreamed(100, 60, screen.display(), "--region", "100x60+40+30", "--capture", capture);
        }
    }

    @Test
    void anImageIsStreamedWhereThereIsNoScreen() throws Exception {
        var file = directory.resolve("image.png");
        ImageIO.write(new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        assertStreamed(200, 150, "", "--image", file.toString());
    }

    @Test
    void whatAnotherProgramWritesIsStreamed() throws Exception {
        var jpeg = directory.resolve("picture.jpg");
        ImageIO.write(new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg.toFile());
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh, so no program was shown");
        assertStreamed(160, 120, "", "--program", "/bin/sh -c 'cat " + jpeg + "; exec sleep 60'");
    }

    /// Starts the program, and ends it when its first pictures have come.
    private void assertStreamed(int width, int height, String display, String... options) throws Exception {
        var key = Files.writeString(directory.resolve("key"), TinyServer.KEY.secret());
        var arguments = new ArrayList<>(List.of("publish", "--key-file", key.toString()));
        arguments.addAll(List.of(options));
        try (var server = new TinyServer()) {
            arguments.addAll(List.of("--server", server.address().toString()));
            var process = start(display, arguments.toArray(String[]::new));
            try {
                var connection = server.next();
                var config = (TrackConfig.Video) TrackConfig.parse(Track.VIDEO, connection.packet().payload());
                assertEquals(width, config.width());
                assertEquals(height, config.height());
                assertTrue(connection.packet().isKeyframe());
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void whatThereIsToShowIsListed() throws Exception {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no screen was listed");
        var pixels = Files.createDirectory(directory.resolve("screen"));
        try (var screen = new Xvfb(320, 240, pixels)) {
            var process = start(screen.display(), "devices");
            try (var output = output(process)) {
                assertTrue(lineWith(output, "screen 0").contains("320x240"));
                assertEquals(ExitCode.DONE.status(), process.waitFor());
            }
        }
    }

    @Test
    void sendsWhatTheComputerPlays() throws Exception {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no screen was streamed");
        assumeTrue(PulseServer.isThere(), "pulseaudio is not installed, so no sound was taken");
        var key = Files.writeString(directory.resolve("key"), TinyServer.KEY.secret());
        var pixels = Files.createDirectory(directory.resolve("screen"));
        var home = Files.createDirectory(directory.resolve("pulse"));
        try (var screen = new Xvfb(320, 240, pixels); var server = new TinyServer(); var pulse = new PulseServer(home)) {
            var player = pulse.player();
            var square = Thread.startVirtualThread(() -> playSquareWave(player));
            var process = start(
                    screen.display(), pulse.environment(), "publish", "--server", server.address().toString(),
                    "--key-file", key.toString(), "--system-sound", "--system-level", "50", "--commands");
            try (var output = output(process)) {
                var connection = server.next();
                var packet = connection.packet();
                while (packet.track() != Track.AUDIO) {
                    packet = connection.packet();
                }
                var config = (TrackConfig.Audio) TrackConfig.parse(Track.AUDIO, packet.payload());
                assertEquals("opus", config.codec());
                assertEquals(48_000, config.sampleRate());
                assertEquals(2, config.channels());
                // Half of full scale, at half the level: 12 dB below.
                assertEquals("sound system-sound_db=-12 muted=no", lineWith(output, "sound system-sound_db=-12"));
                process.getOutputStream().write("/mute system-sound\n/mute drums\n".getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
                assertEquals("muted system-sound", lineWith(output, "muted"));
                assertTrue(lineWith(output, "error").contains("drums"));
                assertTrue(lineWith(output, "sound ").endsWith("muted=yes"));
            } finally {
                process.destroy();
                process.waitFor();
                player.destroy();
                square.join();
            }
        }
    }

    /// A note of 500 Hz at half of full scale, until the player is gone.
    private static void playSquareWave(Process player) {
        var wave = new byte[96 * 4];
        for (int i = 0; i < wave.length; i += 2) {
            wave[i + 1] = (byte) (i < wave.length / 2 ? 0x40 : -0x40);
        }
        try (var out = player.getOutputStream()) {
            while (true) {
                out.write(wave);
            }
        } catch (IOException _) {
            // The player has ended.
        }
    }

    @Test
    void whatSoundThereIsNotIsSaidAtOnce() throws Exception {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no screen was streamed");
        var key = Files.writeString(directory.resolve("key"), TinyServer.KEY.secret());
        var pixels = Files.createDirectory(directory.resolve("screen"));
        try (var screen = new Xvfb(320, 240, pixels)) {
            var process = start(
                    screen.display(), Map.of("PULSE_SERVER", "unix:" + directory.resolve("none")), "publish", "--server",
                    "http://localhost:1", "--key-file", key.toString(), "--system-sound");
            try (var output = output(process)) {
                lineWith(output, "There is no way to hear what the computer plays here.");
                assertEquals(ExitCode.USAGE.status(), process.waitFor());
            }
        }
    }

    @Test
    void aWrongKeyEndsTheProgramWithItsOwnCode() throws Exception {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no screen was streamed");
        var key = Files.writeString(directory.resolve("key"), "wrong");
        var pixels = Files.createDirectory(directory.resolve("screen"));
        try (var screen = new Xvfb(320, 240, pixels); var server = new TinyServer()) {
            var process = start(
                    screen.display(), "publish", "--server", server.address().toString(), "--key-file", key.toString());
            try (var output = output(process)) {
                assertTrue(lineWith(output, "ended ").contains("kind=wrong-key"));
                assertEquals(ExitCode.WRONG_KEY.status(), process.waitFor());
            }
        }
    }

    @Test
    void aKeyThatOthersCanReadIsWarnedOf() throws Exception {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no screen was streamed");
        var key = Files.writeString(directory.resolve("key"), TinyServer.KEY.secret());
        var pixels = Files.createDirectory(directory.resolve("screen"));
        try (var screen = new Xvfb(320, 240, pixels)) {
            var process = start(
                    screen.display(), "publish", "--server", "http://127.evil.example", "--key-file", key.toString());
            try (var output = output(process)) {
                assertTrue(lineWith(output, "warning ").contains("not encrypted"));
            } finally {
                Programs.end(process);
            }
        }
    }

    @Test
    void itsVersionAndHelpAreAnsweredAnywhere() throws Exception {
        try (var output = output(start("", "--version"))) {
            lineWith(output, "stream-client ");
        }
        try (var output = output(start("", "publish", "-h"))) {
            lineWith(output, "Options of publish:");
        }
    }

    @Test
    void aWrongCommandLineIsExplained() throws Exception {
        var process = start("", "publish", "--speed", "9");
        try (var output = output(process)) {
            // Java may warn of a module in incubation before the program has the word.
            assertEquals("There is no option --speed.", lineWith(output, "There is no "));
            assertEquals(ExitCode.USAGE.status(), process.waitFor());
        }
    }
}
