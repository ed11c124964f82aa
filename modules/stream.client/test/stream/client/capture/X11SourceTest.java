package stream.client.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Captures a real X server's screen.
@Timeout(60)
class X11SourceTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 200;

    @TempDir
    static Path directory;

    private static Xvfb server;

    @BeforeAll
    static void startServer() throws IOException {
        if (Xvfb.isThere()) {
            server = new Xvfb(WIDTH, HEIGHT, directory);
        }
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void paint() {
        assumeTrue(server != null, "Xvfb is not installed, so no X11 screen was captured");
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                server.paint(x, y, colour(x, y));
            }
        }
    }

    private static int colour(int x, int y) {
        return x * 7 % 256 << 16 | y % 256 << 8 | (x ^ y) & 0xFF;
    }

    /// The pointer stands in the middle of a fresh server's screen.
    private static boolean isUnderPointer(int x, int y) {
        return Math.abs(x - WIDTH / 2) < 32 && Math.abs(y - HEIGHT / 2) < 32;
    }

    private static void assertShows(Frame frame, Rectangle part) {
        assertEquals(part.width, frame.width());
        assertEquals(part.height, frame.height());
        for (int y = 0; y < part.height; y++) {
            for (int x = 0; x < part.width; x++) {
                if (!isUnderPointer(part.x + x, part.y + y)) {
                    int expected = colour(part.x + x, part.y + y);
                    assertEquals(expected, frame.pixels()[y * part.width + x] & 0xFFFFFF, x + "," + y);
                }
            }
        }
    }

    @Test
    void everyPixelOfTheScreenIsCaptured() throws Exception {
        var whole = new Rectangle(0, 0, WIDTH, HEIGHT);
        try (var source = new X11Source(server.display(), 0, () -> whole)) {
            var frame = new Frame();
            source.capture(frame);
            assertShows(frame, whole);
        }
    }

    @Test
    void aChangeIsSeenByTheNextPicture() throws Exception {
        var whole = new Rectangle(0, 0, WIDTH, HEIGHT);
        try (var source = new X11Source(server.display(), 0, () -> whole)) {
            var before = new Frame();
            source.capture(before);
            server.paint(5, 17, 0x123456);
            var after = new Frame();
            source.capture(after);
            assertEquals(0x123456, after.pixels()[17 * WIDTH + 5] & 0xFFFFFF);
            assertEquals(new Damage(17, 18), Damage.between(before, after));
        }
    }

    @Test
    void aPartOfTheDesktopIsCapturedAndMayChangeItsSize() throws Exception {
        var small = new Rectangle(40, 30, 64, 48);
        var large = new Rectangle(0, 0, WIDTH, HEIGHT);
        var part = new Rectangle[] {small};
        try (var source = new X11Source(server.display(), 0, () -> part[0])) {
            var frame = new Frame();
            source.capture(frame);
            assertShows(frame, small);
            part[0] = large;
            for (int i = 0; i < 31; i++) {
                source.capture(frame);
            }
            assertShows(frame, large);
        }
    }

    @Test
    void aPartOutsideTheScreenIsAnErrorAndNotTheEnd() throws Exception {
        var part = new Rectangle(0, 0, WIDTH + 1, HEIGHT);
        try (var source = new X11Source(server.display(), 0, () -> part)) {
            var frame = new Frame();
            assertThrows(CaptureException.class, () -> source.capture(frame));
            part.width = WIDTH;
            source.capture(frame);
            assertShows(frame, part);
        }
    }

    @Test
    void aServerThatGoesAwayIsAnErrorAndNotTheEnd(@TempDir Path another) throws Exception {
        var whole = new Rectangle(0, 0, WIDTH, HEIGHT);
        var shortLived = new Xvfb(WIDTH, HEIGHT, another);
        try (var source = new X11Source(shortLived.display(), 0, () -> whole)) {
            var frame = new Frame();
            source.capture(frame);
            shortLived.close();
            assertThrows(CaptureException.class, () -> source.capture(frame));
        }
        assertThrows(CaptureException.class, () -> new X11Source(shortLived.display(), 0, () -> whole));
    }

    @Test
    void drawingIsToldOnceAndAStillScreenIsSilent() throws Exception {
        var whole = new Rectangle(0, 0, WIDTH, HEIGHT);
        try (var source = new X11Source(server.display(), 0, () -> whole); var hand = new X11Hand(server.display())) {
            source.capture(new Frame());
            source.mayHaveChanged(); // what was drawn before counts as well
            assertFalse(source.mayHaveChanged());
            hand.drew(7, 9);
            assertTrue(source.mayHaveChanged());
            assertFalse(source.mayHaveChanged());
            hand.drew(7, 9);
            assertTrue(source.mayHaveChanged());
        }
    }

    @Test
    void thePointerIsDrawnWhereItIsAndItsMovesAreTold() throws Exception {
        var whole = new Rectangle(0, 0, WIDTH, HEIGHT);
        try (var source = new X11Source(server.display(), 0, () -> whole); var hand = new X11Hand(server.display())) {
            var frame = new Frame();
            hand.movePointer(40, 50);
            source.capture(frame);
            source.mayHaveChanged();
            assertFalse(source.mayHaveChanged());
            var before = frame.pixels().clone();
            hand.movePointer(200, 120);
            assertTrue(source.mayHaveChanged());
            source.capture(frame);
            assertFalse(source.mayHaveChanged());
            assertEquals(colour(40, 50), frame.pixels()[50 * WIDTH + 40] & 0xFFFFFF);
            assertTrue(Arrays.mismatch(before, frame.pixels()) >= 0);
            hand.movePointer(WIDTH / 2, HEIGHT / 2);
        }
    }

    @Test
    void aPointerThatIsHiddenIsNotDrawnAndItsMovesAreNoChange() throws Exception {
        var whole = new Rectangle(0, 0, WIDTH, HEIGHT);
        try (var source = new X11Source(server.display(), 0, () -> whole); var hand = new X11Hand(server.display())) {
            source.pointer(PointerStyle.HIDDEN);
            var frame = new Frame();
            source.capture(frame);
            assertEquals(colour(WIDTH / 2, HEIGHT / 2), frame.pixels()[HEIGHT / 2 * WIDTH + WIDTH / 2] & 0xFFFFFF);
            source.mayHaveChanged();
            hand.movePointer(40, 50);
            assertFalse(source.mayHaveChanged());
            hand.movePointer(WIDTH / 2, HEIGHT / 2);
        }
    }

    @Test
    void aClickIsMarkedWhileItLastsAndTheMarkGoesAgain() throws Exception {
        var whole = new Rectangle(0, 0, WIDTH, HEIGHT);
        int beside = (HEIGHT / 2 + 8) * WIDTH + WIDTH / 2 - 8;
        try (var source = new X11Source(server.display(), 0, () -> whole); var hand = new X11Hand(server.display())) {
            var frame = new Frame();
            hand.pressButton();
            source.capture(frame);
            int plain = frame.pixels()[beside];
            source.pointer(PointerStyle.CLICKS);
            assertTrue(source.mayHaveChanged());
            source.capture(frame);
            assertNotEquals(plain, frame.pixels()[beside]);
            hand.releaseButton();
            while (!source.mayHaveChanged()) {
                Thread.sleep(10); // the mark stays a moment, by the clock
            }
            source.capture(frame);
            assertEquals(plain, frame.pixels()[beside]);
        }
    }

    @Test
    void windowsAreListedWithTitleAndPlace() throws Exception {
        try (var connection = new X11Connection(new Xcb(), server.display(), 0); var hand = new X11Hand(server.display())) {
            assertEquals(List.of(), new X11Windows(connection).list());
            var place = new Rectangle(-8, 20, 150, 100);
            int id = hand.openWindow("Räksmörgås", place);
            assertEquals(List.of(new X11Windows.Window(id, "Räksmörgås", place)), new X11Windows(connection).list());
        }
    }

    @Test
    void waylandIsNotTakenForX11() {
        assertTrue(Capturing.isX11("Linux", Map.of("DISPLAY", ":0")));
        assertFalse(Capturing.isX11("Linux", Map.of()));
        assertFalse(Capturing.isX11("Linux", Map.of("DISPLAY", ":0", "WAYLAND_DISPLAY", "wayland-0")));
        assertFalse(Capturing.isX11("Linux", Map.of("DISPLAY", ":0", "XDG_SESSION_TYPE", "wayland")));
        assertFalse(Capturing.isX11("Mac OS X", Map.of("DISPLAY", ":0")));
    }
}
