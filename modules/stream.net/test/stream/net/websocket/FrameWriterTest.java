package stream.net.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
    private static String hex(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return HexFormat.of().formatHex(copy);
    }

    @Test
    void writesTheHelloOfTheRfc() {
        assertEquals("810548656c6c6f", hex(FrameWriter.text("Hello")));
    }

    @Test
    void usesTheShortestFormOfTheLength() {
        int[] lengths = {0, 125, 126, 65_535, 65_536};
        String[] headers = {"8200", "827d", "827e007e", "827effff", "827f0000000000010000"};
        for (int i = 0; i < lengths.length; i++) {
            var out = ByteBuffer.allocate(FrameWriter.MAX_HEADER_BYTES);
            FrameWriter.putHeader(out, Opcode.BINARY, lengths[i]);
            assertEquals(FrameWriter.headerBytes(lengths[i]), out.position());
            assertEquals(headers[i], hex(out.flip()));
        }
    }

    @Test
    void writesCloseFrames() {
        assertEquals("880503e8627965", hex(FrameWriter.close(CloseCode.NORMAL, "bye")));
        assertEquals("8800", hex(FrameWriter.close(CloseCode.NO_STATUS, "ignored")));
        assertThrows(IllegalArgumentException.class, () -> FrameWriter.close(1006, ""));
    }

    @Test
    void cutsALongReasonAtAWholeCharacter() {
        // 122 bytes and a character of three do not fit into 123.
        var frame = FrameWriter.close(CloseCode.NORMAL, "a".repeat(122) + "€");
        assertEquals(2 + 2 + 122, frame.remaining());
    }

    @Test
    void answersPingsAndCloses() {
        assertEquals("8a020102", hex(FrameWriter.answer(new Incoming.Ping(new byte[] {1, 2})).orElseThrow()));
        assertEquals("880203e9", hex(FrameWriter.answer(new Incoming.Close(1001, "off")).orElseThrow()));
        assertEquals("8800", hex(FrameWriter.answer(new Incoming.Close(1005, "")).orElseThrow()));
        assertEquals(Optional.empty(), FrameWriter.answer(new Incoming.Pong(new byte[0])));
    }
}
