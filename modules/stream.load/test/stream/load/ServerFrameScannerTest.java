package stream.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerFrameScannerTest {
    private final List<String> frames = new ArrayList<>();
    private final ServerFrameScanner.Sink sink = (opcode, kept, length) -> {
        var bytes = new byte[Math.min(kept.remaining(), 4)];
        kept.get(bytes);
        frames.add(opcode + ":" + length + ":" + HexFormat.of().formatHex(bytes));
    };

    private static ByteBuffer threeFrames() {
        var out = ByteBuffer.allocate(70_100);
        out.put(HexFormat.of().parseHex("8104" + "53706179"));
        out.put(HexFormat.of().parseHex("827e0100" + "0a0b0c0d")).put(new byte[252]);
        out.put(HexFormat.of().parseHex("827f0000000000010000" + "01020304")).put(new byte[65_532]);
        return out.flip();
    }

    @Test
    void findsFramesOfEveryLengthHoweverTheyAreCut() throws IOException {
        var random = new Random(5);
        for (int round = 0; round < 200; round++) {
            frames.clear();
            var all = threeFrames();
            var scanner = new ServerFrameScanner();
            while (all.hasRemaining()) {
                int take = Math.min(all.remaining(), 1 + random.nextInt(round < 20 ? 3 : 9000));
                scanner.scan(all.slice(all.position(), take), sink);
                all.position(all.position() + take);
            }
            assertEquals(List.of("1:4:53706179", "2:256:0a0b0c0d", "2:65536:01020304"), frames);
        }
    }

    @Test
    void refusesMaskedFrames() {
        var masked = ByteBuffer.wrap(HexFormat.of().parseHex("818100000000"));
        assertThrows(IOException.class, () -> new ServerFrameScanner().scan(masked, sink));
    }
}
