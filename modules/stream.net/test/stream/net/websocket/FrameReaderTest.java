package stream.net.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stream.net.websocket.FrameReader.Limits;
import stream.net.websocket.WebSocketConnection.Message;

class FrameReaderTest {
    private static final Limits LIMITS = new Limits(1 << 20, 1000);

    static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /// What came out, in words.
    static String describe(Incoming incoming) {
        return switch (incoming) {
            case Message.Text(var text) -> "text " + text;
            case Message.Binary(var bytes) -> {
                var copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                yield "binary " + HexFormat.of().formatHex(copy);
            }
            case Incoming.Ping(var payload) -> "ping " + HexFormat.of().formatHex(payload);
            case Incoming.Pong(var payload) -> "pong " + HexFormat.of().formatHex(payload);
            case Incoming.Close(int code, var reason) -> "close " + code + " " + reason;
        };
    }

    static List<String> read(FrameReader reader, ByteBuffer in) throws WebSocketException {
        var all = new ArrayList<String>();
        for (var next = reader.next(in); next != null; next = reader.next(in)) {
            all.add(describe(next));
        }
        assertFalse(in.hasRemaining());
        return all;
    }

    private static List<String> read(String hex) throws WebSocketException {
        return read(Readers.of(LIMITS), bytes(hex));
    }

    private static int codeOf(String hex) {
        return assertThrows(WebSocketException.class, () -> read(hex), hex).code();
    }

    @Test
    void readsTheMaskedHelloOfTheRfc() throws WebSocketException {
        assertEquals(List.of("text Hello"), read("81 85 37fa213d 7f9f4d5158"));
    }

    @Test
    void putsFragmentsTogetherAroundAPing() throws WebSocketException {
        assertEquals(List.of("ping 01", "text Hello"),
            read("01 83 00000000 48656c  89 81 00000000 01  80 82 00000000 6c6f"));
    }

    @Test
    void readsTheSameInAnyPieces() throws WebSocketException {
        var hex = "01 83 01020304 49676f  89 81 0a000000 0b  80 82 00000000 6c6f"
            + "82 80 00000000  82 81 ff000000 00  88 82 00000000 03e8";
        var whole = read(hex);
        assertEquals(List.of("ping 01", "text Hello", "binary ", "binary ff", "close 1000 "), whole);
        var reader = Readers.of(LIMITS);
        var pieces = new ArrayList<String>();
        var all = bytes(hex);
        while (all.hasRemaining()) {
            pieces.addAll(read(reader, ByteBuffer.wrap(new byte[] {all.get()})));
        }
        assertEquals(whole, pieces);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "125", "126", "127", "65535", "65536", "100000"})
    void readsEveryFormOfTheLength(int length) throws WebSocketException {
        var payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i * 31);
        }
        var in = ClientFrames.frame(Opcode.BINARY, true, payload);
        var binary = assertInstanceOf(Message.Binary.class, Readers.of(LIMITS).next(in));
        var read = new byte[binary.bytes().remaining()];
        binary.bytes().get(read);
        assertArrayEquals(payload, read);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "81 05 48656c6c6f", // not masked
        "c1 80 00000000", "a1 80 00000000", "91 80 00000000", // reserved bits
        "83 80 00000000", "87 80 00000000", "8b 80 00000000", "8f 80 00000000", // reserved opcodes
        "80 80 00000000", // continuation of nothing
        "01 80 00000000 81 80 00000000", // a message inside a message
        "09 80 00000000", "08 80 00000000", // fragmented control frames
        "89 fe 007e", "88 fe 007e", // control frames of 126 bytes
        "82 fe 007d 00000000", "82 ff 000000000000ffff 00000000", // lengths not in their shortest form
        "82 ff 8000000000000000 00000000", // a length below zero
        "88 81 00000000 03", // half a close code
        "88 82 00000000 0000", "88 82 00000000 03e7", "88 82 00000000 03ec", "88 82 00000000 03ed",
        "88 82 00000000 03ee", "88 82 00000000 03f7", "88 82 00000000 044c", "88 82 00000000 0bb7",
        "88 82 00000000 1388", "88 82 00000000 ffff"
    })
    void refusesWhatTheProtocolForbids(String hex) {
        assertEquals(CloseCode.PROTOCOL_ERROR, codeOf(hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "03e8", "03e9", "03ea", "03eb", "03ef", "03f0", "03f1", "03f2", "03f3", "03f4", "03f5", "03f6",
        "0bb8", "0f9f", "0fa0", "1387"
    })
    void readsCloseCodesThatMayBeSent(String code) throws WebSocketException {
        int number = Integer.parseInt(code, 16);
        assertEquals(List.of("close " + number + " bye"), read("88 85 00000000 " + code + " 627965"));
    }

    @Test
    void readsACloseWithoutCode() throws WebSocketException {
        assertEquals(List.of("close 1005 "), read("88 80 00000000"));
    }

    @Test
    void throwsAwayWhatFollowsAClose() throws WebSocketException {
        assertEquals(List.of("close 1000 "), read("88 82 00000000 03e8 81 81 00000000 41 ff ff ff"));
    }

    @Test
    void refusesACloseReasonThatIsNotUtf8() {
        assertEquals(CloseCode.INVALID_PAYLOAD, codeOf("88 84 00000000 03e8 c328"));
    }

    @Test
    void refusesAMessageThatIsTooBigByItsClaimAlone() {
        assertEquals(CloseCode.MESSAGE_TOO_BIG, codeOf("82 ff 7fffffffffffffff 00000000"));
        assertEquals(CloseCode.MESSAGE_TOO_BIG, codeOf("82 ff 0000000000100001 00000000"));
    }

    /// Thousands of peers may each claim to send the largest message that there is.
    @Test
    void setsLittleAsideForAClaim() throws WebSocketException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var claim = bytes("82 ff 0000000000400000 00000000 01");
        var readers = Stream.generate(() -> Readers.of(new Limits(4 << 20, 10))).limit(100).toList();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (var reader : readers) {
            assertNull(reader.next(claim.duplicate()));
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / readers.size();
        assertTrue(each < 80 << 10, each + " bytes each");
    }

    @Test
    void countsAllFragmentsAgainstTheLimit() {
        var reader = Readers.of(new Limits(4, 10));
        var error = assertThrows(WebSocketException.class,
            () -> read(reader, bytes("02 83 00000000 010203 00 82 00000000 0405")));
        assertEquals(CloseCode.MESSAGE_TOO_BIG, error.code());
    }

    @Test
    void boundsTheNumberOfFragments() {
        var reader = Readers.of(new Limits(100, 3));
        var error = assertThrows(WebSocketException.class, () -> read(reader,
            bytes("02 80 00000000 00 80 00000000 00 80 00000000 00 80 00000000")));
        assertEquals(CloseCode.MESSAGE_TOO_BIG, error.code());
    }

    @Test
    void failsAtTheFirstByteThatCannotBeUtf8() throws WebSocketException {
        var reader = Readers.of(LIMITS);
        // A frame of 100 bytes of which ED A0 (a surrogate) have come.
        assertNull(reader.next(bytes("81 e4 00000000 41 ed")));
        var error = assertThrows(WebSocketException.class, () -> reader.next(bytes("a0")));
        assertEquals(CloseCode.INVALID_PAYLOAD, error.code());
    }

    @Test
    void acceptsACharacterCutBetweenFragments() throws WebSocketException {
        assertEquals(List.of("text €"), read("01 81 00000000 e2  00 80 00000000  80 82 00000000 82ac"));
    }

    @Test
    void refusesATextThatEndsInsideACharacter() {
        assertEquals(CloseCode.INVALID_PAYLOAD, codeOf("81 82 00000000 e282"));
    }

    @Test
    void forgetsTheHalfTextOfTheMessageBefore() throws WebSocketException {
        assertEquals(List.of("binary e2", "text A"), read("82 81 00000000 e2 81 81 00000000 41"));
    }

    @Test
    void readsNothingMoreAfterAnError() throws WebSocketException {
        var reader = Readers.of(LIMITS);
        assertThrows(WebSocketException.class, () -> reader.next(bytes("83 80 00000000")));
        var later = bytes("81 85 37fa213d 7f9f4d5158");
        assertNull(reader.next(later));
        assertEquals(0, later.remaining());
    }

    @Test
    void readsLongTextInEveryScript() throws WebSocketException {
        var text = "Ström 流れ поток 🌊 ".repeat(5000);
        var in = ClientFrames.frame(Opcode.TEXT, true, text.getBytes(StandardCharsets.UTF_8));
        assertEquals(new Message.Text(text), Readers.of(LIMITS).next(in));
    }
}
