package stream.net.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void isTheSameAsByteByByteFromAnywhere() {
        var random = new Random(1);
        var key = new byte[6];
        random.nextBytes(key);
        for (int n = 0; n < 2000; n++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int offset = random.nextInt(100);
            var expected = bytes.clone();
            for (int i = from; i < to; i++) {
                expected[i] ^= key[2 + (offset + i - from) % 4];
            }
            Mask.apply(key, 2, offset, bytes, from, to);
            assertArrayEquals(expected, bytes);
        }
    }
}
