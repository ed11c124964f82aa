package stream.net.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Keys whose files a test replaces under a server.
public final class RenewedKeys {
    private final AtomicLong nanos = new AtomicLong();
    private final Path key;
    private final Path certificate;
    private final ServerKeys keys;

    /// Makes the files in a folder.
    public RenewedKeys(Path folder) throws IOException {
        certificate = folder.resolve("certificate.pem");
        key = folder.resolve("key.pem");
        SelfSigned.ensure(certificate, key, Instant.now());
        keys = new ServerKeys(certificate, key, nanos::get);
    }

    public ServerKeys keys() {
        return keys;
    }

    public Path certificate() {
        return certificate;
    }

    /// Puts others in their place, and lets pass the time after which a server looks at them again.
    public void renew() throws IOException {
        var before = Files.getLastModifiedTime(certificate);
        Files.delete(certificate);
        Files.delete(key);
        SelfSigned.ensure(certificate, key, Instant.now());
        Files.setLastModifiedTime(certificate, FileTime.from(before.toInstant().plusSeconds(1)));
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    }
}
