package stream.client.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.client.capture.CaptureException;
import stream.client.capture.CaptureSource;
import stream.client.capture.Capturing;
import stream.client.capture.Frame;
import stream.client.capture.PointerStyle;
import stream.client.source.Subject;

class SceneSourceTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    /// [Corner] leaves this at the edges of a picture of that height.
    private static final int MARGIN = 4;
    private static final int BLUE = 0xFF2040C0;
    private static final int RED = 0xFFC02010;

    @TempDir
    Path directory;

    private final List<CaptureException> failures = new ArrayList<>();
    private long now = 5_000_000_000L;
    private LocalTime time = LocalTime.of(20, 15, 59);

    /// A blue picture, which says what it was told.
    private static final class Blue implements CaptureSource {
        boolean changed;
        boolean closed;
        PointerStyle pointer;

        @Override
        public String name() {
            return "blue";
        }

        @Override
        public void capture(Frame frame) {
            frame.resize(WIDTH, HEIGHT);
            Arrays.fill(frame.pixels(), BLUE);
        }

        @Override
        public boolean mayHaveChanged() {
            return changed;
        }

        @Override
        public void pointer(PointerStyle style) {
            pointer = style;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Blue beneath = new Blue();
    private final Frame frame = new Frame();

    private SceneSource scene(Overlay... overlays) {
        return new SceneSource(beneath, List.of(overlays), Capturing.AUTO, failures::add, () -> now, () -> time);
    }

    private Path image(int width, int height, int colour) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setColor(new Color(colour));
        g.fillRect(0, 0, width, height);
        g.dispose();
        var file = directory.resolve("picture.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private int pixel(int x, int y) {
        return frame.pixels()[y * WIDTH + x];
    }

    @Test
    void aPictureLiesInItsCornerInItsSize() throws Exception {
        var file = image(160, 90, RED);
        for (int source : List.of(25, 75)) {
            var scene = scene(new Overlay.Inset(Corner.BOTTOM_RIGHT, source, new Subject.Image(file)));
            scene.capture(frame);
            int width = WIDTH * source / 100;
            int height = HEIGHT * source / 100;
            int left = WIDTH - MARGIN - width;
            int top = HEIGHT - MARGIN - height;
            assertEquals(BLUE, pixel(left - 1, top + 5));
            assertEquals(BLUE, pixel(left + 5, top - 1));
            assertEquals(RED, pixel(left, top) | 0xFF000000);
            assertEquals(RED, pixel(left + width - 1, top + height - 1) | 0xFF000000);
            assertEquals(BLUE, pixel(left + width, top + height - 1));
            assertEquals(BLUE, pixel(left + 5, top + height));
        }
    }

    @Test
    void aTallPictureStaysInsideThePicture() throws Exception {
        var scene = scene(new Overlay.Inset(Corner.TOP_LEFT, 100, new Subject.Image(image(100, 200, RED))));
        scene.capture(frame);
        assertEquals(BLUE, pixel(MARGIN - 1, 0));
        assertEquals(RED, pixel(MARGIN, 0) | 0xFF000000);
        assertEquals(RED, pixel(MARGIN + HEIGHT / 2 - 1, HEIGHT - 1) | 0xFF000000);
        assertEquals(BLUE, pixel(MARGIN + HEIGHT / 2, 0));
    }

    @Test
    void whatComesLaterLiesOnTop() throws Exception {
        var file = image(160, 90, RED);
        var over = scene(
                new Overlay.Caption(Corner.TOP_LEFT, 20, "text"),
                new Overlay.Inset(Corner.TOP_LEFT, 100, new Subject.Image(file)));
        over.capture(frame);
        assertArrayEquals(new int[] {RED}, Arrays.stream(frame.pixels()).map(each -> each | 0xFF000000).distinct().toArray());
    }

    @Test
    void aTextIsWrittenInItsCornerAndNowhereElse() throws Exception {
        scene(new Overlay.Caption(Corner.TOP_RIGHT, 10, "Räksmörgås")).capture(frame);
        assertNotEquals(BLUE, pixel(WIDTH - MARGIN - 10, MARGIN + 6));
        for (int y = HEIGHT / 4; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertEquals(BLUE, pixel(x, y));
            }
        }
    }

    @Test
    void aLongTextIsMadeToFit() throws Exception {
        scene(new Overlay.Caption(Corner.BOTTOM_LEFT, 30, "W".repeat(Overlay.MOST_TEXT))).capture(frame);
        assertEquals(BLUE, pixel(WIDTH - 1, HEIGHT - MARGIN - 2));
        assertNotEquals(BLUE, pixel(WIDTH - MARGIN - 3, HEIGHT - MARGIN - 3));
    }

    @Test
    void theClockChangesWithTheMinuteAndNotBefore() throws Exception {
        var scene = scene(new Overlay.Clock(Corner.TOP_RIGHT, 20));
        scene.capture(frame);
        var before = frame.pixels().clone();
        assertFalse(scene.mayHaveChanged());
        time = time.plusSeconds(1);
        assertTrue(scene.mayHaveChanged());
        scene.capture(frame);
        assertFalse(Arrays.equals(before, frame.pixels()));
        assertFalse(scene.mayHaveChanged());
    }

    @Test
    void nothingIsToldWhileNothingChanges() throws Exception {
        var scene = scene(
                new Overlay.Inset(Corner.TOP_LEFT, 20, new Subject.Image(image(160, 90, RED))),
                new Overlay.Caption(Corner.TOP_RIGHT, 10, "text"));
        scene.capture(frame);
        assertFalse(scene.mayHaveChanged());
        beneath.changed = true;
        assertTrue(scene.mayHaveChanged());
    }

    @Test
    void whatFailsIsLeftOutToldOnceAndTriedAgainASecondLater() throws Exception {
        var file = directory.resolve("picture.png");
        var scene = scene(new Overlay.Inset(Corner.TOP_LEFT, 100, new Subject.Image(file)));
        scene.capture(frame);
        assertEquals(BLUE, pixel(9, 9));
        assertEquals(1, failures.size());
        now += 1_000_000_000L;
        scene.capture(frame);
        assertEquals(1, failures.size());
        image(160, 90, RED);
        scene.capture(frame);
        assertEquals(BLUE, pixel(9, 9));
        now += 1_000_000_000L;
        assertTrue(scene.mayHaveChanged());
        scene.capture(frame);
        assertEquals(RED, pixel(9, 9) | 0xFF000000);
        Files.delete(file);
        assertFalse(scene.mayHaveChanged());
    }

    @Test
    void thePointerIsThatOfThePictureBeneathAndAllIsClosed() {
        var scene = scene(new Overlay.Clock(Corner.TOP_LEFT, 5));
        scene.pointer(PointerStyle.HIDDEN);
        assertEquals(PointerStyle.HIDDEN, beneath.pointer);
        assertEquals("blue", scene.name());
        scene.close();
        assertTrue(beneath.closed);
    }

    @Test
    void aSceneWithNothingOverItIsItsSubjectAlone() throws Exception {
        var subject = new Subject.Image(image(160, 90, RED));
        var plain = new Frame();
        try (var alone = subject.open(Capturing.AUTO);
                var scene = new Scene(subject, List.of()).open(Capturing.AUTO, failures::add)) {
            assertEquals(alone.getClass(), scene.getClass());
            alone.capture(plain);
            scene.capture(frame);
            assertArrayEquals(plain.pixels(), frame.pixels());
        }
    }

    @Test
    void scenesAreBoundedAndFoundByName() {
        var clock = new Overlay.Clock(Corner.TOP_LEFT, 5);
        var subject = new Subject.WholeScreen(0);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Scene(subject, Collections.nCopies(Scene.MOST_OVERLAYS + 1, clock)));
        assertThrows(IllegalArgumentException.class, () -> new NamedScene(" ", new Scene(subject, List.of())));
        var talk = new NamedScene("Prat ", new Scene(subject, List.of(clock)));
        assertEquals(talk, NamedScene.find("Prat", List.of(talk)));
        var refusal = assertThrows(IllegalArgumentException.class, () -> NamedScene.find("Spel", List.of(talk)));
        assertTrue(refusal.getMessage().contains("Prat"), refusal.getMessage());
    }
}
