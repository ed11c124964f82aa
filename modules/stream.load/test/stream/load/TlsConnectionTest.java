package stream.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Random;
import java.util.concurrent.FutureTask;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Against the JDK's own sockets at the other end.
@Timeout(60)
class TlsConnectionTest {
    private static final String PASSWORD = "only for this test";
    private static SSLContext serving;

    private SSLServerSocket door;
    private SSLSocket server;
    private TlsConnection client;

    @BeforeAll
    static void makeKey(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.p12");
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "it", "-keyalg", "EC", "-dname", "CN=localhost",
                "-keystore", file.toString(), "-storepass", PASSWORD).redirectErrorStream(true).start();
        var said = new String(keytool.getInputStream().readAllBytes());
        assertEquals(0, keytool.waitFor(), said);
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        serving = SSLContext.getInstance("TLS");
        serving.init(keys.getKeyManagers(), null, null);
    }

    @BeforeEach
    void connect() throws Exception {
        door = (SSLServerSocket) serving.getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var accepted = accept();
        var trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustsEverybody()}, null);
        client = open(trusting);
        client.shakeHands();
        server = accepted.get();
    }

    private FutureTask<SSLSocket> accept() {
        var accepted = new FutureTask<>(() -> {
            var socket = (SSLSocket) door.accept();
            socket.startHandshake();
            return socket;
        });
        Thread.ofVirtual().start(accepted);
        return accepted;
    }

    private TlsConnection open(SSLContext context) throws IOException {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        return new TlsConnection(SocketChannel.open(door.getLocalSocketAddress()), engine);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        door.close();
    }

    private static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @Test
    void waitsForNothingWhileThereIsSomethingToRead() throws IOException {
        server.getOutputStream().write("abc".getBytes());
        var read = new StringBuilder();
        while (read.length() < 3) {
            var one = ByteBuffer.allocate(1);
            if (client.read(one) > 0) {
                read.append((char) one.get(0));
            }
        }
        assertEquals("abc", read.toString());
    }

    @Test
    void tellsOfTheRestOfARecordThatHasCome() throws IOException {
        var sent = noise(16_000);
        server.getOutputStream().write(sent);
        var received = ByteBuffer.allocate(sent.length);
        var some = ByteBuffer.allocate(7000);
        while (received.position() == 0) {
            client.read(some.clear());
            received.put(some.flip());
        }
        client.channel().configureBlocking(false);
        while (received.hasRemaining()) {
            assertTrue(client.holdsMore(), received.position() + " came");
            assertTrue(client.read(some.clear()) > 0);
            received.put(some.flip());
        }
        assertEquals(0, client.read(some.clear()));
        assertFalse(client.holdsMore());
        assertArrayEquals(sent, received.array());
    }

    @Test
    void writesAsMuchAsTheLineTakes() throws Exception {
        var sent = noise(4_000_000);
        client.channel().configureBlocking(false);
        var bytes = ByteBuffer.wrap(sent);
        int written;
        do {
            written = client.write(bytes);
        } while (written > 0);
        assertTrue(bytes.hasRemaining(), "the line took it all");
        var received = new FutureTask<>(() -> server.getInputStream().readNBytes(sent.length));
        Thread.ofVirtual().start(received);
        while (!received.isDone()) {
            client.write(bytes); // at last with nothing, for what waits
            Thread.onSpinWait();
        }
        assertArrayEquals(sent, received.get());
    }

    @Test
    void endsWhenTheServerDoes() throws IOException {
        server.getOutputStream().write("abc".getBytes());
        server.close();
        var buffer = ByteBuffer.allocate(100);
        while (client.read(buffer) >= 0) {
            assertTrue(buffer.position() <= 3);
        }
        assertEquals(3, buffer.position());
    }

    @Test
    void believesNoStranger() throws Exception {
        accept();
        try (var other = open(SSLContext.getDefault())) {
            assertThrows(SSLException.class, other::shakeHands);
        }
    }
}
