package stream.net.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerKeysTest {
    @TempDir
    private Path folder;
    private Path certificate;
    private Path key;

    @BeforeEach
    void makeOne() throws IOException {
        certificate = folder.resolve("certificate.pem");
        key = folder.resolve("key.pem");
        SelfSigned.ensure(certificate, key, Instant.now());
    }

    @Test
    void makesACertificateOnceAndKeepsItsKeyPrivate() throws Exception {
        var first = ServerKeys.selfSigned(folder);
        assertEquals(first.fingerprint(), ServerKeys.selfSigned(folder).fingerprint());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        var made = Identity.load(certificate, key).chain().getFirst();
        made.verify(made.getPublicKey());
        made.checkValidity();
        assertTrue(made.getSubjectAlternativeNames().contains(List.of(2, "localhost")));
    }

    @Test
    void readsKeysOfEveryForm() throws Exception {
        for (var algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
            var pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            var der = pair.getPrivate().getEncoded();
            assertEquals(pair.getPrivate(), PrivateKeys.parse(new Pem("PRIVATE KEY", der)));
        }
        var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        var pkcs1 = PrivateKeyInfo.getInstance(rsa.getEncoded()).parsePrivateKey().toASN1Primitive().getEncoded();
        assertEquals(rsa, PrivateKeys.parse(new Pem("RSA PRIVATE KEY", pkcs1)));
    }

    @Test
    void readsBothFromOneFile() throws IOException {
        var both = folder.resolve("both.pem");
        Files.writeString(both, "# a comment\n" + Files.readString(key) + Files.readString(certificate));
        assertEquals(ServerKeys.of(certificate, key).fingerprint(), ServerKeys.of(both, both).fingerprint());
    }

    @Test
    void saysWhichFileIsWrong() throws IOException {
        var empty = Files.createFile(folder.resolve("empty.pem"));
        assertTrue(complaint(empty, key).contains("empty.pem holds no certificate"));
        assertTrue(complaint(certificate, empty).contains("empty.pem holds no private key"));
        var damaged = Files.writeString(folder.resolve("damaged.pem"),
            new Pem("PRIVATE KEY", new byte[] {1, 2, 3}).text());
        assertTrue(complaint(certificate, damaged).contains("damaged"));
        var secret = Files.writeString(folder.resolve("secret.pem"),
            new Pem("ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3}).text());
        assertTrue(complaint(certificate, secret).contains("password"));
    }

    private static String complaint(Path certificate, Path key) {
        return assertThrows(IOException.class, () -> ServerKeys.of(certificate, key)).getMessage();
    }

    @Test
    void takesRenewedFilesWithoutARestart() throws IOException {
        var now = new AtomicLong();
        var keys = new ServerKeys(certificate, key, now::get);
        var context = keys.get();
        var fingerprint = keys.fingerprint();

        // Half of it is new: the old one stays.
        Files.writeString(certificate, "not yet");
        Files.setLastModifiedTime(certificate, FileTime.from(Instant.parse("2031-01-01T00:00:00Z")));
        now.addAndGet(11_000_000_000L);
        assertSame(context, keys.get());

        Files.delete(certificate);
        Files.delete(key);
        SelfSigned.ensure(certificate, key, Instant.now());
        Files.setLastModifiedTime(certificate, FileTime.from(Instant.parse("2031-01-02T00:00:00Z")));
        now.addAndGet(9_000_000_000L);
        assertSame(context, keys.get());
        now.addAndGet(1_000_000_000L);
        assertNotSame(context, keys.get());
        assertNotEquals(fingerprint, keys.fingerprint());
    }
}
