package stream.net.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stream.net.websocket.FrameReader.Limits;
import stream.net.websocket.WebSocketConnection.Message;

class PerMessageDeflateTest {
    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] expand(byte[] bytes, int most) throws WebSocketException {
        return PerMessageDeflate.expand(bytes, bytes.length, most);
    }

    @ParameterizedTest
    @ValueSource(strings = { // RFC 7692 §7.2.3
        "f248cdc9c90700", "000500faff48656c6c6f00", "f348cdc9c9070000", "f24805000000ffffcac9c90700"
    })
    void expandsTheExamplesOfTheRfc(String hex) throws WebSocketException {
        assertEquals("Hello", new String(expand(bytes(hex), 5), StandardCharsets.US_ASCII));
    }

    @Test
    void readsTheFragmentsOfTheRfc() throws WebSocketException {
        var reader = Readers.of(new Limits(100, 10, true));
        // 41 03 f2 48 cd, 80 04 c9 c9 07 00, with masks of zeros.
        var frames = bytes("41 83 00000000 f248cd 80 84 00000000 c9c90700");
        assertEquals("Hello", ((Message.Text) reader.next(ByteBuffer.wrap(frames))).text());
    }

    @Test
    void expandsWhatItCompressed() throws WebSocketException {
        var random = new Random(7);
        for (int length : new int[] {0, 1, 100, 1023, 1024, 5000, 200_000}) {
            var noise = new byte[length];
            random.nextBytes(noise);
            assertArrayEquals(noise, expand(PerMessageDeflate.compress(noise), length));
            var calm = new byte[length];
            Arrays.fill(calm, (byte) 'a');
            assertArrayEquals(calm, expand(PerMessageDeflate.compress(calm), length));
        }
    }

    @Test
    void setsAsideNoMoreThanTheLargestMessageForABomb() throws WebSocketException {
        var bomb = PerMessageDeflate.compress(new byte[8_000_000]);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        var error = assertThrows(WebSocketException.class, () -> PerMessageDeflate.expand(bomb, 8000, 8192));
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(CloseCode.MESSAGE_TOO_BIG, error.code());
        assertTrue(taken < 100_000, taken + " bytes");
    }

    @Test
    void damageIsRefusedOrBecomesAnotherMessageOfBoundedSize() {
        var random = new Random(11);
        var good = PerMessageDeflate.compress("ett två tre fyra ".repeat(50).getBytes(StandardCharsets.UTF_8));
        for (int n = 0; n < 20_000; n++) {
            var bad = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertTrue(expand(bad, 2000).length <= 2000);
            } catch (WebSocketException e) {
                assertTrue(e.code() == CloseCode.INVALID_PAYLOAD || e.code() == CloseCode.MESSAGE_TOO_BIG);
            }
        }
    }
}
