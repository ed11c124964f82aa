package stream.net.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The JDK's own client on the other side, whose records pass through the test's hands.
@Timeout(60)
class RecordLayerTest {
    @TempDir
    private Path folder;
    private ServerKeys keys;
    private SSLContext trust;
    private SocketChannel socket;
    private SSLSocket client;
    private RecordLayer layer;
    private final ByteBuffer records = ByteBuffer.allocate(2 * RecordLayer.MAX_RECORD_BYTES);
    private final ByteBuffer into = ByteBuffer.allocate(2 * RecordLayer.MAX_RECORD_BYTES);

    @BeforeEach
    void open() throws Exception {
        keys = ServerKeys.selfSigned(folder);
        trust = Trust.in(folder.resolve("certificate.pem"));
    }

    @AfterEach
    void close() throws IOException {
        if (socket != null) {
            client.close();
            socket.close();
        }
    }

    private void connect(String... protocols) throws Exception {
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var plain = new Socket();
            plain.connect(listener.getLocalAddress());
            socket = listener.accept();
            client = (SSLSocket) trust.getSocketFactory().createSocket(plain, "localhost", 443, true);
        }
        if (protocols.length > 0) {
            client.setEnabledProtocols(protocols);
        }
        layer = RecordLayer.server(keys.get());
        var server = CompletableFuture.runAsync(() -> {
            try {
                layer.shakeHands(socket, ByteBuffer.allocate(0), new Semaphore(1));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        client.startHandshake();
        server.get();
        into.clear().limit(layer.readAhead(into));
    }

    private void send(byte[] bytes) throws IOException {
        var out = ByteBuffer.allocate(RecordLayer.MIN_OUT_BYTES);
        for (var from = ByteBuffer.wrap(bytes); from.hasRemaining(); ) {
            layer.encrypt(from, out.clear());
            out.flip();
            while (out.hasRemaining()) {
                socket.write(out);
            }
        }
    }

    private byte[] receive(ReadableByteChannel from, int length) throws IOException {
        var all = ByteBuffer.allocate(length);
        while (all.hasRemaining()) {
            assertTrue(layer.read(from, records, into.clear()) >= 0);
            all.put(into.flip());
        }
        return all.array();
    }

    private static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void carriesBytesBothWays(String protocol) throws Exception {
        connect(protocol);
        var sent = noise(100_000);
        var reading = CompletableFuture.supplyAsync(() -> {
            try {
                return client.getInputStream().readNBytes(sent.length);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        send(sent);
        assertEquals(ByteBuffer.wrap(sent), ByteBuffer.wrap(reading.get()));
        client.getOutputStream().write(noise(50));
        assertEquals(ByteBuffer.wrap(noise(50)), ByteBuffer.wrap(receive(socket, 50)));
    }

    @Test
    void takesTheCheapestCipherAndSpeaksHttp() throws Exception {
        connect();
        assertEquals("TLS_AES_128_GCM_SHA256", client.getSession().getCipherSuite());
        close();
        connect("TLSv1.2");
        assertEquals("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", client.getSession().getCipherSuite());
    }

    /// Whatever pieces the records come in, and whatever comes along with them.
    @Test
    void takesRecordsInPieces() throws Exception {
        connect();
        client.getOutputStream().write(noise(3000));
        client.getOutputStream().write(noise(40));
        ReadableByteChannel drops = new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer to) throws IOException {
                var piece = ByteBuffer.allocate(7);
                int n = socket.read(piece);
                to.put(piece.flip());
                return n;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
        var all = receive(drops, 3040);
        assertEquals(ByteBuffer.wrap(noise(3000)), ByteBuffer.wrap(all, 0, 3000));
        assertEquals(0, layer.unread());
    }

    @Test
    void hearsAndSaysTheEnd() throws Exception {
        connect();
        client.shutdownOutput();
        assertEquals(-1, layer.read(socket, records, into.clear()));
        assertTrue(layer.hasEnded());
        send(noise(10)); // half closed: the other way is open
        assertEquals(10, client.getInputStream().readNBytes(10).length);
        var out = ByteBuffer.allocate(RecordLayer.MIN_OUT_BYTES);
        layer.close(out);
        socket.write(out.flip());
        assertEquals(-1, client.getInputStream().read());
        assertThrows(SSLException.class, () -> send(noise(1)));
    }

    /// After so many bytes the JDK's client changes its key, and asks the server to (RFC 8446 §4.6.3).
    @Test
    void changesKeysWhenAsked() throws Exception {
        connect("TLSv1.3");
        for (int i = 0; i < 10; i++) {
            updateKey();
            client.getOutputStream().write(noise(100 + i));
            assertEquals(ByteBuffer.wrap(noise(100 + i)), ByteBuffer.wrap(receive(socket, 100 + i)));
            send(noise(200 + i));
            assertEquals(ByteBuffer.wrap(noise(200 + i)), ByteBuffer.wrap(client.getInputStream().readNBytes(200 + i)));
        }
    }

    /// In an established session of TLS 1.3, that is what a new handshake of the JDK's sockets is.
    private void updateKey() throws IOException {
        client.startHandshake();
    }

    @Test
    void recordsWithoutDataHaveABound() throws Exception {
        connect("TLSv1.3");
        assertThrows(SSLException.class, () -> {
            for (int i = 0; i < 100; i++) {
                updateKey();
                layer.read(socket, records, into.clear());
            }
        });
    }

    @Test
    void refusesARenegotiation() throws Exception {
        connect("TLSv1.2");
        var before = client.getSession().getCreationTime();
        client.getOutputStream().write(noise(5));
        CompletableFuture.runAsync(() -> {
            try {
                client.startHandshake();
            } catch (IOException _) {
                // Refused.
            }
        });
        assertThrows(SSLHandshakeException.class, () -> {
            while (layer.read(socket, records, into.clear()) >= 0) {
                // The bytes that came before.
            }
        });
        assertEquals(before, client.getSession().getCreationTime());
    }

    @Test
    void damagedRecordsEndInAnAlertAndNothingElse() throws Exception {
        var random = new Random(5);
        for (int round = 0; round < 20; round++) {
            connect();
            client.getOutputStream().write(noise(500));
            ReadableByteChannel damaging = damaging(random);
            assertThrows(SSLException.class, () -> {
                for (int n = 0; n >= 0; n = layer.read(damaging, records, into.clear())) {
                    assertFalse(n > 0, "damage went unnoticed");
                }
                throw new SSLException("waits for more of a record that claims to be longer");
            });
            var out = ByteBuffer.allocate(RecordLayer.MIN_OUT_BYTES);
            layer.close(out);
            assertTrue(out.position() > 0);
            close();
        }
    }

    /// The record with one bit changed, and then nothing more.
    private ReadableByteChannel damaging(Random random) throws IOException {
        var record = ByteBuffer.allocate(2000);
        socket.read(record);
        int bit = random.nextInt(8 * record.position());
        record.put(bit / 8, (byte) (record.get(bit / 8) ^ 1 << bit % 8));
        return Channels.newChannel(new ByteArrayInputStream(record.array(), 0, record.position()));
    }

    @Test
    void refusesARecordThatIsTooLong() throws Exception {
        connect();
        var longest = new byte[] {23, 3, 3, (byte) 0xFF, (byte) 0xFF};
        var from = Channels.newChannel(new ByteArrayInputStream(longest));
        assertThrows(SSLException.class, () -> layer.read(from, records, into.clear()));
    }

    @Test
    void refusesClientsThatSpeakSomethingElseThanHttp1() throws Exception {
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = (SSLSocket) trust.getSocketFactory().createSocket();
            client.connect(listener.getLocalAddress());
            socket = listener.accept();
        }
        var parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        client.setSSLParameters(parameters);
        var said = CompletableFuture.runAsync(() -> {
            try {
                client.startHandshake();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        layer = RecordLayer.server(keys.get());
        assertThrows(SSLHandshakeException.class,
            () -> layer.shakeHands(socket, ByteBuffer.allocate(0), new Semaphore(1)));
        assertThrows(ExecutionException.class, said::get); // by an alert
    }
}
