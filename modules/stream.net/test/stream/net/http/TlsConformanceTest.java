package stream.net.http;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import stream.net.tls.ServerKeys;
import stream.net.tls.Trust;

/// The same, encrypted.
class TlsConformanceTest extends ConformanceTest {
    @TempDir
    private static Path folder;

    @Override
    TestSite site(Router router) throws Exception {
        var encryption = new Encryption.Tls(ServerKeys.selfSigned(folder), false);
        var site = new TestSite(router, Bounds.DEFAULT, TrustedProxies.NONE, encryption);
        site.encrypt(Trust.in(folder.resolve("certificate.pem")).getSocketFactory());
        return site;
    }
}
