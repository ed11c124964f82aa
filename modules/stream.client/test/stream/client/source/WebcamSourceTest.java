package stream.client.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stream.client.capture.CaptureException;
import stream.client.capture.CaptureException.Kind;
import stream.client.capture.Frame;
import stream.client.capture.SizeLimit;

/// Against a kernel that answers as V4L2's documentation says, since few machines that test have a webcam.
class WebcamSourceTest {
    private static final SizeLimit SMALL = new SizeLimit(32, 16);
    private static final SizeLimit HD = new SizeLimit(1280, 720);
    private static final SizeLimit FULL_HD = new SizeLimit(1920, 1080);
    private static final int H264 = 'H' | '2' << 8 | '6' << 16 | '4' << 24;
    private static final byte GREY = (byte) 128;
    private static final byte WHITE = (byte) 235;
    private static final byte BLACK = 16;

    private long now;
    private final Frame frame = new Frame();
    private FakeWebcam webcam = new FakeWebcam(Map.of(V4l2.YUYV, List.of(SMALL)));

    private WebcamSource open(SizeLimit... wanted) throws CaptureException {
        return new WebcamSource(webcam, "/dev/video0", Arrays.stream(wanted).findFirst(), () -> now);
    }

    private Kind refusal() {
        var kind = assertThrows(CaptureException.class, this::open).kind();
        assertFalse(webcam.isOpen);
        assertEquals(0, webcam.mapped);
        return kind;
    }

    /// A picture of one light, without colour.
    private static byte[] yuyv(byte light) {
        var picture = new byte[2 * SMALL.width() * SMALL.height()];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = i % 2 == 0 ? light : GREY;
        }
        return picture;
    }

    private int captured(WebcamSource source) throws CaptureException {
        source.capture(frame);
        assertEquals(SMALL.width() + "x" + SMALL.height(), frame.width() + "x" + frame.height());
        return frame.pixels()[0] & 0xFFFFFF;
    }

    @Test
    void theNewestPictureIsShownAndBuffersAreGivenBack() throws Exception {
        try (var source = open()) {
            assertFalse(source.isReady());
            for (int round = 0; round < 20; round++) {
                assertTrue(webcam.film(yuyv(WHITE), false));
                assertTrue(webcam.film(yuyv(round % 2 == 0 ? BLACK : WHITE), false));
                assertTrue(source.isReady());
                assertEquals(round % 2 == 0 ? 0 : 0xFFFFFF, captured(source));
                assertFalse(source.mayHaveChanged());
            }
        }
        assertFalse(webcam.streams);
        assertFalse(webcam.isOpen);
        assertEquals(0, webcam.mapped);
    }

    @Test
    void whileNothingIsNewTheLastPictureStands() throws Exception {
        try (var source = open()) {
            webcam.film(yuyv(WHITE), false);
            assertTrue(source.mayHaveChanged());
            assertEquals(0xFFFFFF, captured(source));
            assertEquals(0xFFFFFF, captured(source));
        }
    }

    @Test
    void jpegAndTheUsualSizeAreChosenWhereTheyAre() throws Exception {
        var formats = new LinkedHashMap<Integer, List<SizeLimit>>();
        formats.put(V4l2.YUYV, List.of(SMALL, HD));
        formats.put(H264, List.of(FULL_HD));
        formats.put(V4l2.MJPG, List.of(FULL_HD, HD, SMALL));
        webcam = new FakeWebcam(formats);
        open().close();
        assertEquals(V4l2.MJPG, webcam.chosenFormat);
        assertEquals(HD, webcam.chosenSize);
        webcam = new FakeWebcam(formats);
        open(FULL_HD).close();
        assertEquals(FULL_HD, webcam.chosenSize);
    }

    @Test
    void aDriverThatDoesNotTellSizesIsAskedForTheUsualOne() throws Exception {
        webcam = new FakeWebcam(Map.of(V4l2.NV12, List.of()));
        webcam.errors.put(V4l2.ENUM_FRAMESIZES, Kernel.ENOTTY);
        open().close();
        assertEquals(HD, webcam.chosenSize);
    }

    @Test
    void jpegPicturesAreShown() throws Exception {
        webcam = new FakeWebcam(Map.of(V4l2.MJPG, List.of(SMALL)));
        try (var source = open()) {
            webcam.film(jpeg(0xFFFFFF), false);
            assertTrue(source.isReady());
            assertEquals(0xFFFFFF, captured(source));
        }
    }

    private static byte[] jpeg(int rgb) throws IOException {
        var image = new BufferedImage(SMALL.width(), SMALL.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SMALL.width() * SMALL.height(); i++) {
            image.setRGB(i % SMALL.width(), i / SMALL.width(), rgb);
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }

    @Test
    void damagedPicturesArePassedOverAndTooManyAreSaid() throws Exception {
        try (var source = open()) {
            webcam.film(yuyv(WHITE), false);
            webcam.film(yuyv(BLACK), true); // the driver says so
            assertTrue(source.isReady());
            webcam.film(new byte[9], false); // cut off
            assertFalse(source.mayHaveChanged());
            assertEquals(0xFFFFFF, captured(source));
            var failure = assertThrows(CaptureException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    webcam.film(new byte[9], false);
                    source.mayHaveChanged();
                }
            });
            assertEquals(Kind.WEBCAM_FAILED, failure.kind());
        }
    }

    @Test
    void aPassingTroubleOfTheLineIsPassedOver() throws Exception {
        try (var source = open()) {
            webcam.errors.put(V4l2.DQBUF, Kernel.EIO);
            assertFalse(source.isReady());
            webcam.errors.clear();
            webcam.film(yuyv(WHITE), false);
            assertTrue(source.isReady());
        }
    }

    @Test
    void anUnpluggedWebcamIsGoneAndNothingIsLeftBehind() throws Exception {
        try (var source = open()) {
            webcam.film(yuyv(WHITE), false);
            assertTrue(source.isReady());
            webcam.unplug();
            assertEquals(Kind.WEBCAM_GONE, assertThrows(CaptureException.class, source::mayHaveChanged).kind());
        }
        assertEquals(0, webcam.mapped);
        assertEquals(Kind.WEBCAM_GONE, refusal());
    }

    @Test
    void aWebcamThatGivesNothingForTenSecondsIsStuck() throws Exception {
        try (var source = open()) {
            now = 9_000_000_000L;
            assertFalse(source.isReady());
            now = 10_000_000_001L;
            assertEquals(Kind.WEBCAM_SILENT, assertThrows(CaptureException.class, source::isReady).kind());
        }
    }

    @ParameterizedTest
    @CsvSource({"2, WEBCAM_GONE", "6, WEBCAM_GONE", "19, WEBCAM_GONE", "13, WEBCAM_DENIED", "16, WEBCAM_BUSY", "12, WEBCAM_FAILED"})
    void whyItCannotBeOpenedIsSaid(int error, Kind kind) {
        webcam.openError = error;
        assertEquals(kind, refusal());
    }

    @Test
    void whatAnotherProgramHasIsBusyAtWhicheverStepThatIsFound() {
        for (int request : new int[] {V4l2.S_FMT, V4l2.REQBUFS, V4l2.STREAMON}) {
            webcam = new FakeWebcam(Map.of(V4l2.YUYV, List.of(SMALL)));
            webcam.errors.put(request, Kernel.EBUSY);
            assertEquals(Kind.WEBCAM_BUSY, refusal());
        }
    }

    @Test
    void everyStepMayFailAndGivesBackWhatItHad() {
        for (int request : new int[] {
                V4l2.QUERYCAP, V4l2.S_FMT, V4l2.REQBUFS, V4l2.QUERYBUF, V4l2.QBUF, V4l2.STREAMON}) {
            webcam = new FakeWebcam(Map.of(V4l2.YUYV, List.of(SMALL)));
            webcam.errors.put(request, Kernel.EINVAL);
            assertEquals(Kind.WEBCAM_FAILED, refusal());
        }
        webcam = new FakeWebcam(Map.of(V4l2.YUYV, List.of(SMALL)));
        webcam.errors.put(V4l2.STREAMON, Kernel.ENOSPC);
        assertTrue(assertThrows(CaptureException.class, this::open).detail().contains("USB"));
        webcam = new FakeWebcam(Map.of(V4l2.YUYV, List.of(SMALL)));
        webcam.refusesMemory = true;
        assertEquals(Kind.WEBCAM_FAILED, refusal());
    }

    @Test
    void whatIsNoWebcamOrSpeaksAnUnknownKindIsSaid() {
        webcam.capabilities = V4l2.CAP_STREAMING;
        assertEquals(Kind.WEBCAM_FAILED, refusal());
        webcam = new FakeWebcam(Map.of(H264, List.of(HD)));
        assertEquals(Kind.WEBCAM_FAILED, refusal());
        webcam = new FakeWebcam(Map.of(V4l2.YUYV, List.of(SMALL)));
        webcam.extraStride = -1;
        assertEquals(Kind.WEBCAM_FAILED, refusal());
    }

    @Test
    void aWebcamTellsItsSizesOrItsTrouble() {
        webcam = new FakeWebcam(Map.of(V4l2.MJPG, List.of(HD, SMALL)));
        var device = new VideoDevice("/dev/video0", "Integrated Camera");
        assertEquals(new Webcam(device, List.of(SMALL, HD), ""), Webcam.ask(webcam, device));
        assertFalse(webcam.isOpen);
        webcam.openError = Kernel.EACCES;
        assertTrue(Webcam.ask(webcam, device).trouble().contains("group 'video'"));
    }

    @Test
    void aWebcamIsNamedByItsFileAndMaybeASize() {
        assertEquals(new Subject.Camera("/dev/video0", Optional.of(HD)), Subject.Camera.parse("/dev/video0,1280x720"));
        assertThrows(IllegalArgumentException.class, () -> Subject.Camera.parse("/dev/../etc/passwd"));
        assertThrows(IllegalArgumentException.class, () -> Subject.Camera.parse("video0"));
    }
}
