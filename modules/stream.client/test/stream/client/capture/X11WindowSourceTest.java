package stream.client.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stream.client.capture.CaptureException.Kind;

/// Captures windows of a real X server.
@Timeout(60)
class X11WindowSourceTest {
    private static final int RED = 0xC03020;
    private static final int BLUE = 0x2040C0;
    private static final WindowName NOTES = WindowName.parse("Notes");

    @TempDir
    Path directory;

    private Xvfb server;
    private X11Hand hand;
    private int window;
    private final Frame frame = new Frame();

    @BeforeEach
    void openWindow() throws Exception {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no window was captured");
        server = new Xvfb(320, 200, directory);
        hand = new X11Hand(server.display());
        hand.movePointer(0, 199);
        window = hand.openWindow("Notes", new Rectangle(40, 30, 100, 80));
        hand.show(window, RED);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            hand.close();
            server.close();
        }
    }

    private X11WindowSource source(boolean composites) throws CaptureException {
        return new X11WindowSource(server.display(), 0, NOTES, composites);
    }

    private void assertShows(CaptureSource source, int width, int height, int rgb) throws CaptureException {
        source.capture(frame);
        assertEquals(width + "x" + height, frame.width() + "x" + frame.height());
        for (int pixel : frame.pixels()) {
            assertEquals(rgb, pixel & 0xFFFFFF);
        }
    }

    private void cover() throws CaptureException {
        hand.show(hand.openWindow("Secret", new Rectangle(0, 0, 320, 200)), BLUE);
    }

    @Test
    void aWindowIsSeenAloneAlsoWhileAnotherCoversIt() throws Exception {
        try (var source = source(true)) {
            assertShows(source, 100, 80, RED);
            cover();
            assertShows(source, 100, 80, RED);
        }
    }

    @Test
    void withoutTheExtensionItIsSeenAsTheScreenShowsIt() throws Exception {
        try (var source = source(false)) {
            assertShows(source, 100, 80, RED);
            cover();
            assertShows(source, 100, 80, BLUE);
        }
    }

    @Test
    void itIsFollowedWhereverItGoesAndHoweverItIsSized() throws Exception {
        try (var alone = source(true); var onScreen = source(false)) {
            hand.place(window, new Rectangle(150, 90, 60, 120));
            hand.put(window, X11Hand.UNMAP_WINDOW); // drawn anew when it is back
            hand.put(window, X11Hand.MAP_WINDOW);
            assertShows(alone, 60, 120, RED);
            assertShows(onScreen, 60, 110, RED);
            hand.place(window, new Rectangle(-30, -40, 100, 80));
            assertShows(alone, 100, 80, RED);
            assertShows(onScreen, 70, 40, RED);
        }
    }

    @Test
    void thePointerIsSeenInTheWindowAloneAndNotWhatItDoesAboveIt() throws Exception {
        try (var source = source(true)) {
            hand.movePointer(90, 70);
            source.capture(frame);
            assertTrue(Arrays.stream(frame.pixels()).anyMatch(pixel -> (pixel & 0xFFFFFF) != RED));
            hand.movePointer(30, 70);
            assertShows(source, 100, 80, RED);
            cover();
            hand.movePointer(90, 70);
            assertShows(source, 100, 80, RED);
        }
    }

    @Test
    void aMinimisedWindowKeepsItsLastPictureAndComesBack() throws Exception {
        try (var source = source(true)) {
            assertShows(source, 100, 80, RED);
            hand.put(window, X11Hand.UNMAP_WINDOW);
            assertShows(source, 100, 80, RED);
            hand.show(window, BLUE);
            assertShows(source, 100, 80, BLUE);
        }
    }

    @Test
    void aWindowThatWasNeverSeenIsHidden() throws Exception {
        hand.put(window, X11Hand.UNMAP_WINDOW);
        try (var source = source(true)) {
            assertEquals(Kind.WINDOW_HIDDEN, assertThrows(CaptureException.class, () -> source.capture(frame)).kind());
        }
    }

    @Test
    void aClosedWindowIsGoneAndOneOfItsNameIsFoundAgain() throws Exception {
        try (var source = source(true)) {
            assertShows(source, 100, 80, RED);
            hand.put(window, X11Hand.DESTROY_WINDOW);
            assertEquals(Kind.WINDOW_GONE, assertThrows(CaptureException.class, () -> source.capture(frame)).kind());
        }
        assertEquals(Kind.WINDOW_GONE, assertThrows(CaptureException.class, () -> source(true)).kind());
        hand.show(hand.openWindow("Notes", new Rectangle(0, 0, 50, 40)), BLUE);
        try (var source = source(true)) {
            assertShows(source, 50, 40, BLUE);
        }
    }
}
