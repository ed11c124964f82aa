package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import stream.net.tls.Trust;
import stream.server.store.SmallDisk;

/// `--tls self-signed` on an empty data folder, and the time after.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SelfSignedStartTest {
    private static final Pattern FINGERPRINT = Pattern.compile("SHA-256 fingerprint: ([0-9A-Fa-f:]+)");

    @Test
    void makesACertificateKeepsItAndSaysItsFingerprint(@TempDir Path data) throws Exception {
        var first = fingerprintSeen(data);
        assertEquals(first, fingerprintSeen(data));
    }

    @Test
    void makesItsCertificateOnceThereIsRoom(@TempDir Path data) throws Exception {
        try (var disk = SmallDisk.at(data, 4)) {
            disk.fill();
            disk.makeRoom(1); // for the key
            var ended = assertThrows(AssertionError.class, () -> start(disk.entering(), data));
            assertTrue(ended.getMessage().contains("A certificate could not be kept in " + data.resolve("tls")),
                    ended.getMessage());
            disk.makeRoom();
            start(disk.entering(), data).close();
        }
    }

    private static ServerProcess start(List<String> before, Path data) throws Exception {
        return ServerProcess.start(before, List.of(), data, "--tls", "self-signed");
    }

    /// Of the certificate with which the server answers, which is the one that it prints.
    private static String fingerprintSeen(Path data) throws Exception {
        try (var server = start(List.of(), data)) {
            assertEquals("https", server.site().getScheme());
            var trust = Trust.in(data.resolve("tls/certificate.pem"));
            try (var http = HttpClient.newBuilder().sslContext(trust).build()) {
                var answer = http.send(
                        HttpRequest.newBuilder(server.site().resolve("/api/channels")).build(), BodyHandlers.ofString());
                assertEquals(200, answer.statusCode());
                var seen = (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
                var digest = MessageDigest.getInstance("SHA-256").digest(seen.getEncoded());
                var printed = FINGERPRINT.matcher(server.said());
                assertTrue(printed.find(), server.said());
                assertEquals(HexFormat.of().formatHex(digest), printed.group(1).replace(":", "").toLowerCase(Locale.ROOT));
                return printed.group(1);
            }
        }
    }
}
