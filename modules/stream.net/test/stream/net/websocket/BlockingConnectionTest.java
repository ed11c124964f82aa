package stream.net.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stream.net.websocket.FrameReader.Limits;
import stream.net.websocket.WebSocketConnection.Message;

@Timeout(60)
class BlockingConnectionTest {
    private final AtomicLong now = new AtomicLong(1);
    private final PipeTransport pipe = new PipeTransport();
    private final BlockingConnection connection =
        new BlockingConnection(pipe, new Limits(1000, 10), Readers.budget(), now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        connection.tick();
    }

    private String read() throws IOException {
        return connection.read().map(FrameReaderTest::describe).orElse("end");
    }

    @Test
    void readsMessagesAndAnswersPingsBetween() throws IOException {
        pipe.peerSends("89 82 00000000 0102  81 82 00000000 6869");
        assertEquals("text hi", read());
        assertEquals("8a020102", pipe.written());
    }

    @Test
    void answersAPingInsideAFragmentedMessage() throws IOException {
        pipe.peerSends("01 81 00000000 68").peerSends("89 80 00000000").peerSends("80 81 00000000 69");
        assertEquals("text hi", read());
        assertEquals("8a00", pipe.written());
    }

    @Test
    void sendsMessagesOfAnySize() throws IOException {
        connection.sendText("ö");
        connection.sendBinary(ByteBuffer.wrap(new byte[] {1, 2}));
        assertEquals("8102c3b6" + "82020102", pipe.written());
        connection.sendBinary(ByteBuffer.allocate(70_000));
        assertEquals(4 + 4 + 10 + 70_000, pipe.written().length() / 2);
    }

    @Test
    void answersAClose() throws IOException {
        pipe.peerSends("88 85 00000000 03e9 627965");
        assertEquals("end", read());
        assertEquals("880203e9", pipe.written());
        assertTrue(pipe.outputEnded());
        assertTrue(pipe.isClosed());
        assertThrows(IOException.class, () -> connection.sendText("too late"));
    }

    @Test
    void answersACloseWithoutCode() throws IOException {
        pipe.peerSends("88 80 00000000");
        assertEquals("end", read());
        assertEquals("8800", pipe.written());
    }

    @Test
    void closesAndWaitsForTheAnswer() throws Exception {
        connection.close(CloseCode.NORMAL, "bye");
        pipe.writing.await();
        assertFalse(pipe.isClosed());
        // What was under way is thrown away.
        pipe.peerSends("81 82 00000000 6869  88 82 00000000 03e8");
        assertEquals("end", read());
        assertEquals("880503e8627965", pipe.written());
        assertTrue(pipe.isClosed());
    }

    @Test
    void sendsOneCloseFrameWhenBothSidesClose() throws Exception {
        connection.close(CloseCode.GOING_AWAY, "");
        connection.close(CloseCode.NORMAL, "again");
        pipe.writing.await();
        pipe.peerSends("88 82 00000000 03e8");
        connection.finish();
        assertEquals("880203e9", pipe.written());
    }

    @Test
    void finishesByClosing() throws Exception {
        var finishing = Thread.ofVirtual().start(connection::finish);
        pipe.writing.await();
        pipe.peerSends("88 82 00000000 03e8");
        finishing.join();
        assertEquals("880203e8", pipe.written());
        assertTrue(pipe.isClosed());
    }

    @Test
    void saysWhatTheClientDidWrong() {
        pipe.peerSends("83 80 00000000").peerSends("ffffffffff").peerEnds();
        var error = assertThrows(WebSocketException.class, connection::read);
        assertEquals(CloseCode.PROTOCOL_ERROR, error.code());
        var reason = "reserved opcode";
        assertTrue(pipe.written().startsWith("88" + String.format("%02x", 2 + reason.length()) + "03ea"));
        assertTrue(pipe.outputEnded());
        assertTrue(pipe.isClosed());
    }

    @Test
    void reportsAPeerThatWentAway() {
        pipe.peerEnds();
        assertThrows(IOException.class, connection::read);
        assertTrue(pipe.isClosed());
    }

    @Test
    void pingsASilentPeerAndLetsItGo() throws Exception {
        pass(Duration.ofSeconds(19));
        assertEquals("", pipe.written());
        pass(Duration.ofSeconds(1));
        pipe.writing.await();
        assertEquals("8900", pipe.written());
        pass(Duration.ofSeconds(29));
        assertFalse(pipe.isClosed());
        pass(Duration.ofSeconds(1));
        assertTrue(pipe.isClosed());
    }

    @Test
    void keepsAPeerThatAnswers() throws Exception {
        int written = 0;
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(40));
            // The ping goes out on a thread of its own, and time must not pass while it does: it is
            // there, and a message that had to wait for it is through.
            pipe.awaitWritten(written + "8900".length() / 2);
            connection.sendText("b");
            written = pipe.written().length() / 2;
            pipe.peerSends("8a 80 00000000  81 81 00000000 61");
            assertEquals("text a", read());
        }
        assertFalse(pipe.isClosed());
    }

    @Test
    void closesDespiteASenderThatIsStuck() throws Exception {
        pipe.stuck = true;
        var sender = Thread.ofVirtual().start(() ->
            assertThrows(IOException.class, () -> connection.sendBinary(ByteBuffer.allocate(5000))));
        pipe.writing.await();
        connection.close(CloseCode.TRY_AGAIN_LATER, "too slow");
        pass(Duration.ofSeconds(3));
        sender.join();
        assertTrue(pipe.isClosed());
    }

    @Test
    void letsAPeerGoThatTakesNothing() throws Exception {
        pipe.stuck = true;
        var sender = Thread.ofVirtual().start(() ->
            assertThrows(IOException.class, () -> connection.sendText("hi")));
        pipe.writing.await();
        pass(Duration.ofSeconds(34));
        assertFalse(pipe.isClosed());
        pass(Duration.ofSeconds(1));
        assertTrue(pipe.isClosed());
        sender.join();
    }

    @Test
    void keepsAPeerThatTakesALongMessageSlowly() throws Exception {
        pipe.taken = () -> pass(Duration.ofSeconds(15));
        connection.sendBinary(ByteBuffer.allocate(50_000));
        assertFalse(pipe.isClosed());
        pipe.awaitWritten(50_000);
    }

    @Test
    void endsWhenAClosedPeerDoesNotAnswer() throws Exception {
        var finishing = Thread.ofVirtual().start(connection::finish);
        pipe.writing.await();
        pass(Duration.ofSeconds(3));
        finishing.join();
        assertTrue(pipe.isClosed());
    }

    @Test
    void keepsAnEncryptedSocket() throws IOException {
        assertThrows(IllegalStateException.class, connection::release);
        pipe.peerSends("81 81 00000000 61");
        assertInstanceOf(Message.Text.class, connection.read().orElseThrow());
        assertEquals(Optional.empty(), connection.release());
        connection.sendText("b");
        assertEquals("810162", pipe.written());
    }

    @Test
    void sendsWholeFramesFromManyThreads() throws Exception {
        var threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            var payload = new byte[2000 + i];
            java.util.Arrays.fill(payload, (byte) i);
            threads[i] = Thread.ofVirtual().start(() -> {
                for (int n = 0; n < 20; n++) {
                    try {
                        connection.sendBinary(ByteBuffer.wrap(payload));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
            });
        }
        for (var thread : threads) {
            thread.join();
        }
        var out = FrameReaderTest.bytes(pipe.written());
        int frames = 0;
        while (out.hasRemaining()) {
            assertEquals((short) 0x827e, out.getShort());
            int length = out.getShort();
            for (int i = 0; i < length; i++) {
                assertEquals(length - 2000, out.get());
            }
            frames++;
        }
        assertEquals(160, frames);
    }
}
