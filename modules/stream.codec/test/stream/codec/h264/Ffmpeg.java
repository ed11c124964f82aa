package stream.codec.h264;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The decoder that the encoder is checked against. Tests say so out loud where it is not installed.
final class Ffmpeg {
    private Ffmpeg() {}

    private static boolean isInstalled() {
        try {
            var process = new ProcessBuilder("ffmpeg", "-version").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException | InterruptedException _) { // not there is an answer
            return false;
        }
    }

    /// Decodes an Annex B stream to 4:2:0 frames.
    static byte[] decode(byte[] stream) throws Exception {
        boolean installed = isInstalled();
        if (!installed) {
            System.out.println("SKIPPED: ffmpeg is not installed, so the encoder is not checked against a decoder");
        }
        assumeTrue(installed, "ffmpeg is not installed");
        var process = new ProcessBuilder("ffmpeg", "-v", "error", "-threads", "1", "-f", "h264", "-i", "-",
                "-fps_mode", "passthrough", "-autoscale", "0", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-").start();
        var errors = new ByteArrayOutputStream();
        var feeder = Thread.ofVirtual().start(() -> {
            try (var in = process.getOutputStream()) {
                in.write(stream);
            } catch (IOException _) {
                // The decoder gave up: it says why on its error stream.
            }
        });
        var listener = Thread.ofVirtual().start(() -> {
            try {
                process.getErrorStream().transferTo(errors);
            } catch (IOException _) {
                // What was read until then is enough.
            }
        });
        byte[] frames = process.getInputStream().readAllBytes();
        feeder.join();
        listener.join();
        process.waitFor();
        assertEquals("", errors.toString(), "what ffmpeg complained of");
        return frames;
    }

    /// Collects what an encoder makes, as a stream and as what the decoder must show.
    static final class Recording {
        private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
        private final List<byte[]> reconstructions = new ArrayList<>();
        private final H264Encoder encoder;
        private byte[] description;

        Recording(H264Encoder encoder) {
            this.encoder = encoder;
        }

        void add() {
            var config = encoder.config();
            if (config.description() != description) {
                description = config.description();
                var sets = AnnexB.parameterSets(description);
                stream.write(sets.array(), 0, sets.limit());
            }
            var payload = ByteBuffer.allocate(encoder.payload().remaining());
            payload.put(encoder.payload()).flip();
            AnnexB.startCodes(payload);
            stream.write(payload.array(), 0, payload.limit());
            reconstructions.add(cropped(encoder.reconstruction(), config.width() + 1 & ~1, config.height() + 1 & ~1));
        }

        byte[] stream() {
            return stream.toByteArray();
        }

        void assertDecodesToTheReconstruction() throws Exception {
            assertDecode(List.of(this));
        }
    }

    /// Decodes streams one after the other and compares every sample of every frame.
    static void assertDecode(List<Recording> recordings) throws Exception {
        var all = new ByteArrayOutputStream();
        for (var recording : recordings) {
            all.writeBytes(recording.stream());
        }
        byte[] decoded = decode(all.toByteArray());
        int at = 0;
        for (int stream = 0; stream < recordings.size(); stream++) {
            var frames = recordings.get(stream).reconstructions;
            for (int i = 0; i < frames.size(); i++) {
                byte[] expected = frames.get(i);
                int end = Math.min(decoded.length, at + expected.length);
                int different = Arrays.mismatch(expected, 0, expected.length, decoded, at, end);
                if (different >= 0) {
                    throw new AssertionError("stream " + stream + ", frame " + i + " of " + frames.size()
                            + " differs at byte " + different + " of " + expected.length);
                }
                at = end;
            }
        }
        assertEquals(at, decoded.length, "bytes decoded");
    }

    private static byte[] cropped(Frame frame, int width, int height) {
        var out = ByteBuffer.allocate(width * height * 3 / 2);
        crop(frame.luma, width, height, out);
        crop(frame.cb, width / 2, height / 2, out);
        crop(frame.cr, width / 2, height / 2, out);
        return out.array();
    }

    private static void crop(Plane plane, int width, int height, ByteBuffer out) {
        for (int y = 0; y < height; y++) {
            out.put(plane.samples, y * plane.width, width);
        }
    }
}
