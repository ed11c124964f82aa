package stream.net.http;

import static stream.net.http.ConformanceCase.brief;
import static stream.net.http.ConformanceCase.hex;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import stream.net.websocket.FrameReader;

/// RFC 6455 from outside: a client sends frames, right and wrong, to an echo behind the front door,
/// and sees what comes back. Ordered as the well-known conformance suites order their cases.
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class ConformanceTest {
    private static final FrameReader.Limits LIMITS = new FrameReader.Limits(16 * 1024 * 1024, 65_537);
    private TestSite site;

    @BeforeAll
    void open() throws Exception {
        site = site(new Router().socket("/", LIMITS, TestSite.echo()));
    }

    TestSite site(Router router) throws Exception {
        return new TestSite(router);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private ConformanceCase conversation() {
        return new ConformanceCase(site);
    }

    @TestFactory
    Stream<DynamicTest> framing() {
        return IntStream.of(0, 125, 126, 127, 128, 65_535, 65_536).boxed().flatMap(length -> {
            var text = "*".repeat(length);
            var bytes = new byte[length];
            java.util.Arrays.fill(bytes, (byte) 0xFE);
            return Stream.of(
                conversation().send(0x81, text).expect("text " + brief(text)).thenClose().named("text of " + length),
                conversation().send(0x82, bytes).expect("binary " + hex(bytes)).thenClose().named("binary of " + length),
                conversation().send(0x81, text).expect("text " + brief(text)).thenClose().inPiecesOf(997)
                    .named("text of " + length + " in pieces"));
        });
    }

    @TestFactory
    Stream<DynamicTest> pingsAndPongs() {
        var most = new byte[125];
        var ten = conversation();
        for (int i = 0; i < 10; i++) {
            ten.sendHex(0x89, "0" + i).expect("pong 0" + i);
        }
        return Stream.of(
            conversation().sendHex(0x89, "").expect("pong ").thenClose().named("empty ping"),
            conversation().sendHex(0x89, "00ff fe fd").expect("pong 00fffefd").thenClose().named("binary ping"),
            conversation().send(0x89, most).expect("pong " + hex(most)).thenClose().named("longest ping"),
            conversation().send(0x89, most).expect("pong " + hex(most)).thenClose().inPiecesOf(1).named("ping in bytes"),
            conversation().send(0x89, new byte[126]).expect("close 1002").named("ping too long"),
            conversation().sendHex(0x8A, "").thenClose().named("unasked pong"),
            conversation().sendHex(0x8A, "01").sendHex(0x89, "02").expect("pong 02").thenClose().named("pong, ping"),
            ten.thenClose().named("ten pings"));
    }

    @TestFactory
    Stream<DynamicTest> reservedBitsAndOpcodes() {
        return Stream.of(0xC1, 0xA1, 0x91, 0xF2, 0xC8, 0xB9, 0xAA, 0x83, 0x84, 0x85, 0x86, 0x87, 0x8B, 0x8C, 0x8D,
            0x8E, 0x8F).flatMap(head -> {
                var name = "head " + Integer.toHexString(head);
                return Stream.of(
                    conversation().sendHex(head, "").expect("close 1002").named(name),
                    conversation().send(0x81, "a").send(head, "b").sendHex(0x89, "").expect("text a", "close 1002")
                        .named(name + " after a message"),
                    conversation().send(0x81, "a").send(head, "b").expect("text a", "close 1002").inPiecesOf(1)
                        .named(name + " in bytes"));
            });
    }

    @TestFactory
    Stream<DynamicTest> fragmentation() {
        return Stream.of(
            conversation().send(0x09, "a").send(0x80, "b").expect("close 1002").named("fragmented ping"),
            conversation().send(0x0A, "a").send(0x80, "b").expect("close 1002").named("fragmented pong"),
            conversation().send(0x01, "a").send(0x80, "b").expect("text ab").thenClose().named("two fragments"),
            conversation().send(0x01, "").send(0x00, "").send(0x80, "").expect("text ").thenClose().named("empty ones"),
            conversation().send(0x01, "").send(0x00, "m").send(0x80, "").expect("text m").thenClose().named("one filled"),
            conversation().send(0x01, "a").sendHex(0x89, "01").send(0x80, "b").expect("pong 01", "text ab").thenClose()
                .inPiecesOf(1).named("ping between"),
            conversation().send(0x01, "a").sendHex(0x89, "01").send(0x00, "b").sendHex(0x89, "02").send(0x80, "c")
                .expect("pong 01", "pong 02", "text abc").thenClose().named("pings between"),
            conversation().send(0x80, "a").expect("close 1002").named("last of nothing"),
            conversation().send(0x00, "a").expect("close 1002").named("middle of nothing"),
            conversation().send(0x81, "a").send(0x80, "b").expect("text a", "close 1002").named("more than the last"),
            conversation().send(0x01, "a").send(0x81, "b").expect("close 1002").named("message inside a message"),
            conversation().send(0x01, "a").send(0x01, "b").expect("close 1002").named("begun twice"),
            conversation().send(0x02, "a").send(0x80, "b").expect("binary 6162").thenClose().named("binary fragments"));
    }

    @TestFactory
    Stream<DynamicTest> utf8() {
        var valid = Stream.of("Hello-µ@ßöäüàá-UTF-8!!", "κόσμε", "\uD7FF\uE000\uFFFD", "\uFFFE\uFFFF",
            "\uDBFF\uDFFF", "\0", "🌊").flatMap(text -> {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                var fragments = conversation();
                for (int i = 0; i < bytes.length; i++) {
                    fragments.send(i == 0 ? 0x01 : 0x00, new byte[] {bytes[i]});
                }
                return Stream.of(
                    conversation().send(0x81, text).expect("text " + text).thenClose().named(text),
                    conversation().send(0x81, text).expect("text " + text).thenClose().inPiecesOf(1)
                        .named(text + " in bytes"),
                    fragments.send(0x80, "").expect("text " + text).thenClose().named(text + " in fragments"));
            });
        var invalid = Stream.of("80", "bf", "8080", "c0af", "c1bf", "e080af", "e09fbf", "f08080af", "f08fbfbf",
            "f4908080", "f5808080", "f888808080", "fc8480808080", "fe", "ff", "eda080", "edbfbf", "eda080edb080",
            "c3", "e282", "f09f8c", "cebae1bdb9cf83cebcceb5eda080656469746564", "41c341").flatMap(hex -> Stream.of(
                conversation().sendHex(0x81, hex).expect("close 1007").named(hex),
                conversation().send(0x01, "ok").sendHex(0x80, hex).expect("close 1007").named("ok, " + hex)));
        // A frame of ten bytes of which the last five never come: the fault is in the second.
        var early = conversation();
        early.sendRaw("818a00000000" + "41c041");
        return Stream.of(valid, invalid, Stream.of(early.expect("close 1007").named("at once")))
            .flatMap(cases -> cases);
    }

    @TestFactory
    Stream<DynamicTest> closing() {
        var fixed = Stream.of(
            conversation().send(0x81, "a").expect("text a").thenClose().named("after a message"),
            conversation().sendHex(0x88, "03e8").sendHex(0x88, "03e8").expect("close 1000").named("twice"),
            conversation().sendHex(0x88, "03e8").sendHex(0x89, "01").expect("close 1000").named("ping after"),
            conversation().sendHex(0x88, "03e8").send(0x81, "a").expect("close 1000").named("text after"),
            conversation().send(0x01, "a").sendHex(0x88, "03e8").send(0x80, "b").expect("close 1000").named("inside"),
            conversation().sendHex(0x88, "").expect("close -").named("without a code"),
            conversation().sendHex(0x88, "03").expect("close 1002").named("half a code"),
            conversation().sendHex(0x88, "03e8" + "41".repeat(123)).expect("close 1000").named("longest reason"),
            conversation().sendHex(0x88, "03e8" + "41".repeat(124)).expect("close 1002").named("reason too long"),
            conversation().sendHex(0x88, "03e8 ceba e1bdb9 eda080").expect("close 1007").named("reason not in UTF-8"));
        var right = IntStream.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999,
            4000, 4999).mapToObj(code ->
                conversation().sendHex(0x88, "%04x".formatted(code)).expect("close " + code).named("code " + code));
        var wrong = IntStream.of(0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535).mapToObj(code ->
                conversation().sendHex(0x88, "%04x".formatted(code)).expect("close 1002").named("code " + code));
        return Stream.of(fixed, right, wrong).flatMap(cases -> cases);
    }

    @TestFactory
    Stream<DynamicTest> limits() {
        var large = "#".repeat(LIMITS.messageBytes());
        var many = conversation();
        for (int i = 0; i < LIMITS.fragments(); i++) {
            many.send(i == 0 ? 0x01 : i == LIMITS.fragments() - 1 ? 0x80 : 0x00, "f");
        }
        var tooMany = conversation();
        for (int i = 0; i <= LIMITS.fragments(); i++) {
            tooMany.send(i == 0 ? 0x02 : 0x00, "");
        }
        return Stream.of(
            conversation().send(0x81, large).expect("text " + brief(large)).thenClose().named("largest message"),
            many.expect("text " + brief("f".repeat(LIMITS.fragments()))).thenClose().named("most fragments"),
            conversation().send(0x82, new byte[LIMITS.messageBytes() + 1]).expect("close 1009").named("too large"),
            tooMany.expect("close 1009").named("too many fragments"));
    }
}
