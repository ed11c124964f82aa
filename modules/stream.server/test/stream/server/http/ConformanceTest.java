package stream.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import stream.server.websocket.FrameReader;

/// RFC 6455 from outside: a client sends frames, right and wrong, to an echo behind the front door,
/// and sees what comes back. Ordered as the well-known conformance suites order their cases.
@Timeout(120)
class ConformanceTest {
    private static final FrameReader.Limits LIMITS = new FrameReader.Limits(16 * 1024 * 1024, 65_536);
    private static TestSite site;

    @BeforeAll
    static void open() throws IOException {
        site = new TestSite(new Router().socket("/", LIMITS, TestSite.echo()));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /// A conversation: what the client sends and what it must see, in words like `text hello`. The
    /// last word is mostly a close, after which the server must end the connection.
    private static final class Case {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final List<String> expected = new ArrayList<>();
        private int piece = Integer.MAX_VALUE;

        /// @param head the first byte: FIN, reserved bits, opcode
        Case send(int head, byte[] payload) {
            out.write(head);
            if (payload.length <= 125) {
                out.write(0x80 | payload.length);
            } else if (payload.length <= 0xFFFF) {
                out.write(0x80 | 126);
                out.write(payload.length >> 8);
                out.write(payload.length);
            } else {
                out.write(0x80 | 127);
                out.writeBytes(java.nio.ByteBuffer.allocate(8).putLong(payload.length).array());
            }
            byte[] key = {1, 2, 3, 4};
            out.writeBytes(key);
            for (int i = 0; i < payload.length; i++) {
                out.write(payload[i] ^ key[i % 4]);
            }
            return this;
        }

        Case send(int head, String payload) {
            return send(head, payload.getBytes(StandardCharsets.UTF_8));
        }

        Case sendHex(int head, String payload) {
            return send(head, HexFormat.of().parseHex(payload.replace(" ", "")));
        }

        /// Cuts what is sent into pieces of so many bytes.
        Case inPiecesOf(int bytes) {
            piece = bytes;
            return this;
        }

        Case expect(String... answers) {
            expected.addAll(List.of(answers));
            return this;
        }

        /// Closes as one should.
        Case thenClose() {
            return sendHex(0x88, "03e8").expect("close 1000");
        }

        DynamicTest named(String name) {
            return dynamicTest(name, () -> {
                try (var client = site.connect()) {
                    client.send(TestSite.handshake("/"));
                    client.head();
                    var bytes = out.toByteArray();
                    var sender = Thread.ofVirtual().start(() -> send(client, bytes));
                    assertEquals(expected, answers(client));
                    sender.join();
                }
            });
        }

        private void send(TestSite.Raw client, byte[] bytes) {
            try {
                for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length - at)) {
                    client.socket().getOutputStream().write(bytes, at, Math.min(piece, bytes.length - at));
                }
            } catch (IOException _) {
                // The server closed before it had all: the answers tell.
            }
        }

        /// Everything until the server ends, in words.
        private static List<String> answers(TestSite.Raw client) throws IOException {
            var in = new DataInputStream(client.in());
            var answers = new ArrayList<String>();
            for (int head = in.read(); head >= 0; head = in.read()) {
                int length = in.read();
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
                var payload = in.readNBytes(length);
                answers.add(switch (head) {
                    case 0x81 -> "text " + brief(new String(payload, StandardCharsets.UTF_8));
                    case 0x82 -> "binary " + brief(HexFormat.of().formatHex(payload));
                    case 0x88 -> "close " + (length < 2 ? "-" : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF);
                    case 0x89 -> "ping";
                    case 0x8A -> "pong " + brief(HexFormat.of().formatHex(payload));
                    default -> "head " + head;
                });
            }
            return answers;
        }
    }

    private static String brief(String text) {
        return text.length() <= 60 ? text : text.length() + " " + text.hashCode();
    }

    private static String hex(byte[] bytes) {
        return brief(HexFormat.of().formatHex(bytes));
    }

    @TestFactory
    Stream<DynamicTest> framing() {
        return IntStream.of(0, 125, 126, 127, 128, 65_535, 65_536).boxed().flatMap(length -> {
            var text = "*".repeat(length);
            var bytes = new byte[length];
            java.util.Arrays.fill(bytes, (byte) 0xFE);
            return Stream.of(
                new Case().send(0x81, text).expect("text " + brief(text)).thenClose().named("text of " + length),
                new Case().send(0x82, bytes).expect("binary " + hex(bytes)).thenClose().named("binary of " + length),
                new Case().send(0x81, text).expect("text " + brief(text)).thenClose().inPiecesOf(997)
                    .named("text of " + length + " in pieces"));
        });
    }

    @TestFactory
    Stream<DynamicTest> pingsAndPongs() {
        var most = new byte[125];
        var ten = new Case();
        for (int i = 0; i < 10; i++) {
            ten.sendHex(0x89, "0" + i).expect("pong 0" + i);
        }
        return Stream.of(
            new Case().sendHex(0x89, "").expect("pong ").thenClose().named("empty ping"),
            new Case().sendHex(0x89, "00ff fe fd").expect("pong 00fffefd").thenClose().named("binary ping"),
            new Case().send(0x89, most).expect("pong " + hex(most)).thenClose().named("longest ping"),
            new Case().send(0x89, most).expect("pong " + hex(most)).thenClose().inPiecesOf(1).named("ping in bytes"),
            new Case().send(0x89, new byte[126]).expect("close 1002").named("ping too long"),
            new Case().sendHex(0x8A, "").thenClose().named("unasked pong"),
            new Case().sendHex(0x8A, "01").sendHex(0x89, "02").expect("pong 02").thenClose().named("pong, ping"),
            ten.thenClose().named("ten pings"));
    }

    @TestFactory
    Stream<DynamicTest> reservedBitsAndOpcodes() {
        return Stream.of(0xC1, 0xA1, 0x91, 0xF2, 0xC8, 0xB9, 0xAA, 0x83, 0x84, 0x85, 0x86, 0x87, 0x8B, 0x8C, 0x8D,
            0x8E, 0x8F).flatMap(head -> {
                var name = "head " + Integer.toHexString(head);
                return Stream.of(
                    new Case().sendHex(head, "").expect("close 1002").named(name),
                    new Case().send(0x81, "a").send(head, "b").sendHex(0x89, "").expect("text a", "close 1002")
                        .named(name + " after a message"),
                    new Case().send(0x81, "a").send(head, "b").expect("text a", "close 1002").inPiecesOf(1)
                        .named(name + " in bytes"));
            });
    }

    @TestFactory
    Stream<DynamicTest> fragmentation() {
        return Stream.of(
            new Case().send(0x09, "a").send(0x80, "b").expect("close 1002").named("fragmented ping"),
            new Case().send(0x0A, "a").send(0x80, "b").expect("close 1002").named("fragmented pong"),
            new Case().send(0x01, "a").send(0x80, "b").expect("text ab").thenClose().named("two fragments"),
            new Case().send(0x01, "").send(0x00, "").send(0x80, "").expect("text ").thenClose().named("empty ones"),
            new Case().send(0x01, "").send(0x00, "m").send(0x80, "").expect("text m").thenClose().named("one filled"),
            new Case().send(0x01, "a").sendHex(0x89, "01").send(0x80, "b").expect("pong 01", "text ab").thenClose()
                .inPiecesOf(1).named("ping between"),
            new Case().send(0x01, "a").sendHex(0x89, "01").send(0x00, "b").sendHex(0x89, "02").send(0x80, "c")
                .expect("pong 01", "pong 02", "text abc").thenClose().named("pings between"),
            new Case().send(0x80, "a").expect("close 1002").named("last of nothing"),
            new Case().send(0x00, "a").expect("close 1002").named("middle of nothing"),
            new Case().send(0x81, "a").send(0x80, "b").expect("text a", "close 1002").named("more than the last"),
            new Case().send(0x01, "a").send(0x81, "b").expect("close 1002").named("message inside a message"),
            new Case().send(0x01, "a").send(0x01, "b").expect("close 1002").named("begun twice"),
            new Case().send(0x02, "a").send(0x80, "b").expect("binary 6162").thenClose().named("binary fragments"));
    }

    @TestFactory
    Stream<DynamicTest> utf8() {
        var valid = Stream.of("Hello-µ@ßöäüàá-UTF-8!!", "κόσμε", "\uD7FF\uE000\uFFFD", "\uFFFE\uFFFF",
            "\uDBFF\uDFFF", "\0", "🌊").flatMap(text -> {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                var fragments = new Case();
                for (int i = 0; i < bytes.length; i++) {
                    fragments.send(i == 0 ? 0x01 : 0x00, new byte[] {bytes[i]});
                }
                return Stream.of(
                    new Case().send(0x81, text).expect("text " + text).thenClose().named(text),
                    new Case().send(0x81, text).expect("text " + text).thenClose().inPiecesOf(1)
                        .named(text + " in bytes"),
                    fragments.send(0x80, "").expect("text " + text).thenClose().named(text + " in fragments"));
            });
        var invalid = Stream.of("80", "bf", "8080", "c0af", "c1bf", "e080af", "e09fbf", "f08080af", "f08fbfbf",
            "f4908080", "f5808080", "f888808080", "fc8480808080", "fe", "ff", "eda080", "edbfbf", "eda080edb080",
            "c3", "e282", "f09f8c", "cebae1bdb9cf83cebcceb5eda080656469746564", "41c341").flatMap(hex -> Stream.of(
                new Case().sendHex(0x81, hex).expect("close 1007").named(hex),
                new Case().send(0x01, "ok").sendHex(0x80, hex).expect("close 1007").named("ok, " + hex)));
        // A frame of ten bytes of which the last five never come: the fault is in the second.
        var early = new Case();
        early.out.writeBytes(HexFormat.of().parseHex("818a00000000" + "41c041"));
        return Stream.of(valid, invalid, Stream.of(early.expect("close 1007").named("at once")))
            .flatMap(cases -> cases);
    }

    @TestFactory
    Stream<DynamicTest> closing() {
        var fixed = Stream.of(
            new Case().send(0x81, "a").expect("text a").thenClose().named("after a message"),
            new Case().sendHex(0x88, "03e8").sendHex(0x88, "03e8").expect("close 1000").named("twice"),
            new Case().sendHex(0x88, "03e8").sendHex(0x89, "01").expect("close 1000").named("ping after"),
            new Case().sendHex(0x88, "03e8").send(0x81, "a").expect("close 1000").named("text after"),
            new Case().send(0x01, "a").sendHex(0x88, "03e8").send(0x80, "b").expect("close 1000").named("inside"),
            new Case().sendHex(0x88, "").expect("close -").named("without a code"),
            new Case().sendHex(0x88, "03").expect("close 1002").named("half a code"),
            new Case().sendHex(0x88, "03e8" + "41".repeat(123)).expect("close 1000").named("longest reason"),
            new Case().sendHex(0x88, "03e8" + "41".repeat(124)).expect("close 1002").named("reason too long"),
            new Case().sendHex(0x88, "03e8 ceba e1bdb9 eda080").expect("close 1007").named("reason not in UTF-8"));
        var right = IntStream.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999,
            4000, 4999).mapToObj(code ->
                new Case().sendHex(0x88, "%04x".formatted(code)).expect("close " + code).named("code " + code));
        var wrong = IntStream.of(0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535).mapToObj(code ->
                new Case().sendHex(0x88, "%04x".formatted(code)).expect("close 1002").named("code " + code));
        return Stream.of(fixed, right, wrong).flatMap(cases -> cases);
    }

    @TestFactory
    Stream<DynamicTest> limits() {
        var large = "#".repeat(LIMITS.messageBytes());
        var many = new Case();
        for (int i = 0; i < LIMITS.fragments(); i++) {
            many.send(i == 0 ? 0x01 : i == LIMITS.fragments() - 1 ? 0x80 : 0x00, "f");
        }
        var tooMany = new Case();
        for (int i = 0; i <= LIMITS.fragments(); i++) {
            tooMany.send(i == 0 ? 0x02 : 0x00, "");
        }
        return Stream.of(
            new Case().send(0x81, large).expect("text " + brief(large)).thenClose().named("largest message"),
            many.expect("text " + brief("f".repeat(LIMITS.fragments()))).thenClose().named("most fragments"),
            new Case().send(0x82, new byte[LIMITS.messageBytes() + 1]).expect("close 1009").named("too large"),
            tooMany.expect("close 1009").named("too many fragments"));
    }
}
