package stream.client.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stream.client.Programs;
import stream.client.capture.CaptureException;
import stream.client.capture.CaptureException.Kind;
import stream.client.capture.Frame;

/// Runs programs: those of a shell, and ffmpeg where it is there.
@Timeout(60)
class ProgramSourceTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @TempDir
    Path directory;

    private final AtomicLong now = new AtomicLong();

    @BeforeAll
    static void needsAShell() {
        assumeTrue(Files.isExecutable(SHELL), "there is no /bin/sh, so no program was shown");
    }

    private ProgramSource shell(String script) throws CaptureException {
        return new ProgramSource(List.of(SHELL.toString(), "-c", script), now::get);
    }

    /// A file with a Y4M header and pictures of these lumas.
    private Path y4m(int... lumas) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("YUV4MPEG2 W16 H16 Cmono\n".getBytes(StandardCharsets.US_ASCII));
        for (int luma : lumas) {
            bytes.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 256; i++) {
                bytes.write(luma);
            }
        }
        return Files.write(directory.resolve("y4m" + lumas.length), bytes.toByteArray());
    }

    private static void awaitReady(ProgramSource source) throws Exception {
        while (!source.isReady()) {
            Thread.sleep(5);
        }
    }

    /// What the source says when it is asked until it fails.
    private static CaptureException failure(ProgramSource source) {
        return assertThrows(CaptureException.class, () -> {
            while (true) {
                source.mayHaveChanged();
                Thread.sleep(5);
            }
        });
    }

    @Test
    void picturesOfAProgramAreShownAndOnlyNewOnesAreChanges() throws Exception {
        try (var source = shell("cat " + y4m(235) + "; exec sleep 60")) {
            awaitReady(source);
            var frame = new Frame();
            source.capture(frame);
            assertEquals(16, frame.width());
            assertEquals(0xFFFFFF, frame.pixels()[0] & 0xFFFFFF);
            assertFalse(source.mayHaveChanged());
            source.capture(frame);
            assertEquals(0xFFFFFF, frame.pixels()[0] & 0xFFFFFF);
        }
    }

    @Test
    void aProgramThatEndsIsSaidWithItsLastWords() throws Exception {
        try (var source = shell("echo first >&2; printf 'no such camera\\rbusy\\n' >&2; exit 3")) {
            var failure = failure(source);
            assertEquals(Kind.PROGRAM_ENDED, failure.kind());
            assertEquals("/bin/sh, status 3: busy", failure.detail());
        }
    }

    @Test
    void theLastPictureOfAProgramThatEndsIsShownFirst() throws Exception {
        try (var source = shell("cat " + y4m(16, 235))) {
            awaitReady(source);
            assertEquals(Kind.PROGRAM_ENDED, failure(source).kind());
        }
    }

    @Test
    void aProgramThatIsNotThereIsSaid() {
        var failure = assertThrows(CaptureException.class, () -> new ProgramSource("no-such-program-here --x"));
        assertEquals(Kind.PROGRAM_MISSING, failure.kind());
        assertEquals("no-such-program-here", failure.detail());
    }

    @Test
    void garbageIsSaid() throws Exception {
        try (var source = shell("yes hello")) {
            assertEquals(Kind.PROGRAM_GARBAGE, failure(source).kind());
        }
    }

    @Test
    void damagedPicturesOneAfterTheOtherAreGarbage() throws Exception {
        // A start, no segments, an end: whole by its markers, and no picture.
        try (var source = shell("while :; do printf '\\377\\330\\377\\331'; done")) {
            assertEquals(Kind.PROGRAM_GARBAGE, failure(source).kind());
        }
    }

    @Test
    void aProgramThatIsSilentForTenSecondsIsSaid() throws Exception {
        try (var source = shell("exec sleep 60")) {
            now.addAndGet(10_000_000_000L);
            assertFalse(source.isReady());
            now.addAndGet(1);
            assertEquals(Kind.PROGRAM_SILENT, assertThrows(CaptureException.class, source::isReady).kind());
        }
    }

    @Test
    void closingEndsTheProgramAndWhatItStarted() throws Exception {
        var pids = directory.resolve("pids");
        var source = shell("sleep 60 & echo $! > " + pids + "; cat " + y4m(235) + "; wait");
        awaitReady(source);
        long child = Long.parseLong(Files.readString(pids).strip());
        assertTrue(ProcessHandle.of(child).isPresent());
        source.close();
        var left = ProcessHandle.of(child);
        if (left.isPresent()) {
            left.get().onExit().get();
        }
    }

    @Test
    void ffmpegsMjpegAndY4mAreShown() throws Exception {
        assumeTrue(Programs.areThere("ffmpeg"), "ffmpeg is not installed, so none of its formats was read");
        for (var format : List.of("mjpeg", "mpjpeg", "yuv4mpegpipe -pix_fmt yuv420p")) {
            var command = "ffmpeg -loglevel error -re -f lavfi -i color=c=red:s=320x240:r=10 -threads 1 -f " + format + " -";
            try (var source = new ProgramSource(command)) {
                awaitReady(source);
                var frame = new Frame();
                source.capture(frame);
                assertEquals(320, frame.width());
                assertEquals(240, frame.height());
                int pixel = frame.pixels()[frame.pixels().length / 2];
                assertEquals(255, pixel >> 16 & 0xFF, 12, format);
                assertEquals(0, pixel & 0xFF, 12, format);
            }
        }
    }
}
