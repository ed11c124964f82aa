package stream.net.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import stream.net.websocket.FrameReader.Limits;

/// Random conversations, split and damaged at random places; the seeds are fixed.
class FrameReaderFuzzTest {
    private static final Limits LIMITS = new Limits(100_000, 64);

    @Test
    void splittingChangesNothing() {
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var bytes = conversation(random);
            assertEquals(outcome(bytes, List.of(bytes.length)), outcome(bytes, pieces(random, bytes.length)),
                "seed " + seed);
        }
    }

    @Test
    void damageEndsInACloseCodeOrAnotherConversation() {
        for (int seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            var bytes = conversation(random);
            for (int i = random.nextInt(6); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            var pieces = pieces(random, bytes.length);
            var outcome = outcome(bytes, pieces);
            assertEquals(outcome(bytes, List.of(bytes.length)), outcome, "seed " + seed);
        }
    }

    @Test
    void noiseIsRefused() {
        for (int seed = 0; seed < 5000; seed++) {
            var random = new Random(seed);
            var bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            var outcome = outcome(bytes, pieces(random, bytes.length));
            assertTrue(outcome.size() <= bytes.length);
        }
    }

    /// All that came out, and the close code when it ended in one.
    private static List<String> outcome(byte[] bytes, List<Integer> pieces) {
        var reader = Readers.of(LIMITS);
        var all = new ArrayList<String>();
        int at = 0;
        try {
            for (int piece : pieces) {
                all.addAll(FrameReaderTest.read(reader, ByteBuffer.wrap(bytes, at, piece)));
                at += piece;
            }
        } catch (WebSocketException e) {
            // What came out before, within the same piece, is not in the list: only the code counts.
            return List.of("error " + e.code());
        }
        return all;
    }

    private static List<Integer> pieces(Random random, int length) {
        var pieces = new ArrayList<Integer>();
        for (int left = length; left > 0;) {
            int piece = Math.min(left, 1 + random.nextInt(random.nextBoolean() ? 4 : 5000));
            pieces.add(piece);
            left -= piece;
        }
        return pieces;
    }

    private static byte[] conversation(Random random) {
        var out = new ByteArrayOutputStream();
        for (int messages = 1 + random.nextInt(5); messages > 0; messages--) {
            boolean text = random.nextBoolean();
            var first = text ? Opcode.TEXT : Opcode.BINARY;
            int fragments = 1 + random.nextInt(4);
            for (int i = 0; i < fragments; i++) {
                if (random.nextInt(4) == 0) {
                    var control = random.nextBoolean() ? Opcode.PING : Opcode.PONG;
                    put(out, ClientFrames.frame(control, true, new byte[random.nextInt(126)]));
                }
                var payload = new byte[random.nextInt(random.nextInt(5) == 0 ? 20_000 : 200)];
                if (!text) {
                    random.nextBytes(payload);
                }
                put(out, ClientFrames.frame(i == 0 ? first : Opcode.CONTINUATION, i == fragments - 1, payload));
            }
        }
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, ByteBuffer bytes) {
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }
}
