package stream.bench.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Y4mReaderTest {
    private static byte[] file(String header, int bytes) {
        var out = new ByteArrayOutputStream();
        out.writeBytes((header + "\nFRAME\n").getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < bytes; i++) {
            out.write(i);
        }
        return out.toByteArray();
    }

    private static Y4mReader open(byte[] file) throws IOException {
        return new Y4mReader(new ByteArrayInputStream(file));
    }

    @Test
    void readsPicturesOfOddSizes() throws IOException {
        try (var in = open(file("YUV4MPEG2 W17 H19 F30000:1001 Ip A1:1 C420jpeg", 17 * 19 + 2 * 90))) {
            assertEquals(30, in.framesPerSecond());
            var picture = in.next();
            assertEquals(17, picture.width());
            assertEquals(19, picture.height());
            assertArrayEquals(new byte[] {0, 1, 2}, new byte[] {picture.y()[0], picture.y()[1], picture.y()[2]});
            assertEquals((byte) (17 * 19), picture.cb()[0]);
            assertEquals((byte) (17 * 19 + 90), picture.cr()[0]);
            assertNull(in.next());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "RIFF", "YUV4MPEG2", "YUV4MPEG2 W16", "YUV4MPEG2 W8 H16", "YUV4MPEG2 W16 H5000", "YUV4MPEG2 Wx H16",
        "YUV4MPEG2 W16 H16 C444", "YUV4MPEG2 W16 H16 C420p10", "YUV4MPEG2 W16 H16 Fx:1", "YUV4MPEG2 W-16 H-16"})
    void refusesWhatItCannotRead(String header) {
        assertThrows(IOException.class, () -> open(file(header, 0)));
    }

    @Test
    void saysThatAFileIsCutOff() throws IOException {
        try (var in = open(file("YUV4MPEG2 W16 H16", 100))) {
            var failure = assertThrows(IOException.class, in::next);
            assertTrue(failure.getMessage().contains("cut off"), failure.getMessage());
        }
    }

    @Test
    void aLineWithoutEndIsNotReadForEver() {
        assertThrows(IOException.class, () -> open(new byte[100_000]));
    }

    /// A picture, an end or an [IOException], whatever comes.
    @Test
    void anyBytesAreReadOrRefused() throws IOException {
        var random = new Random(42);
        byte[] whole = file("YUV4MPEG2 W16 H16 F25:1 Ip C420", 16 * 16 * 3 / 2);
        for (int round = 0; round < 3000; round++) {
            var bytes = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(round % 2 == 0 ? 40 : bytes.length)] = (byte) random.nextInt(256);
            }
            try (var in = open(bytes)) {
                while (in.next() != null) {
                    assertTrue(in.width() <= 4096 && in.height() <= 4096);
                }
            } catch (IOException _) {
                // Refused, which is an answer.
            }
        }
    }
}
