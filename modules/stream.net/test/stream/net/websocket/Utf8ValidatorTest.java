package stream.net.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8ValidatorTest {
    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static void agrees(byte[] bytes, int cut) {
        var validator = new Utf8Validator();
        boolean accepted = validator.accept(bytes, 0, cut) && validator.accept(bytes, cut, bytes.length)
            && validator.isComplete();
        assertEquals(isUtf8(bytes), accepted, () -> HexFormat.of().formatHex(bytes));
    }

    @Test
    void agreesWithTheJdkOnEveryCodePoint() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 || c > 0xD700 && c < 0xE100 ? 1 : 97) {
            var bytes = new byte[] {
                (byte) (0xF0 | c >> 18), (byte) (0x80 | c >> 12 & 0x3F), (byte) (0x80 | c >> 6 & 0x3F),
                (byte) (0x80 | c & 0x3F)
            };
            agrees(bytes, 1 + c % 3); // overlong below U+10000
            agrees(new byte[] {(byte) (0xE0 | c >> 12 & 0xF), bytes[2], bytes[3]}, 1); // and surrogates
            agrees(new byte[] {(byte) (0xC0 | c >> 6 & 0x1F), bytes[3]}, 1);
        }
    }

    @Test
    void agreesWithTheJdkOnNoise() {
        var random = new Random(7);
        var likely = HexFormat.of().parseHex("41c3e2edf0f480bf");
        for (int n = 0; n < 100_000; n++) {
            var bytes = new byte[1 + random.nextInt(6)];
            for (int i = 0; i < bytes.length; i++) {
                boolean any = random.nextInt(8) == 0;
                bytes[i] = any ? (byte) random.nextInt() : likely[random.nextInt(likely.length)];
            }
            agrees(bytes, random.nextInt(bytes.length + 1));
        }
    }
}
