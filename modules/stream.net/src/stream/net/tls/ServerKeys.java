package stream.net.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// What new connections are encrypted with. The files are looked at again from time to time, because
/// certificates are renewed every few weeks, and that should not take a restart.
///
/// **Threads.** Any thread calls any method.
public final class ServerKeys implements Supplier<SSLContext> {
    private static final System.Logger LOG = System.getLogger(ServerKeys.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    static {
        // A client of TLS 1.2 could otherwise make the server shake hands over and over again.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private final Path certificates;
    private final Path key;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private long lookedAt;
    private FileTime modified;
    private String fingerprint;
    private volatile SSLContext context;

    ServerKeys(Path certificates, Path key, LongSupplier nanos) throws IOException {
        this.certificates = certificates;
        this.key = key;
        this.nanos = nanos;
        lookedAt = nanos.getAsLong();
        load(newest());
    }

    /// From PEM files.
    ///
    /// @throws IOException with a message for the sysadmin
    public static ServerKeys of(Path certificates, Path key) throws IOException {
        return new ServerKeys(certificates, key, System::nanoTime);
    }

    /// From a certificate of the server's own, made at the first start and kept in the folder.
    public static ServerKeys selfSigned(Path folder) throws IOException {
        var certificate = folder.resolve("certificate.pem");
        var key = folder.resolve("key.pem");
        SelfSigned.ensure(certificate, key, Instant.now());
        return of(certificate, key);
    }

    @Override
    public SSLContext get() {
        if (lock.tryLock()) {
            try {
                if (nanos.getAsLong() - lookedAt >= LOOK_AGAIN.toNanos()) {
                    lookedAt = nanos.getAsLong();
                    look();
                }
            } finally {
                lock.unlock();
            }
        }
        return context;
    }

    /// By which a person can tell the certificate from another's.
    public String fingerprint() {
        lock.lock();
        try {
            return fingerprint;
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        try {
            var now = newest();
            if (!now.equals(modified)) {
                load(now);
                LOG.log(System.Logger.Level.INFO, "The certificate was read again: {0}", fingerprint);
            }
        } catch (IOException e) {
            // Perhaps one file is new and the other not yet: the old ones serve, and soon we look again.
            LOG.log(System.Logger.Level.WARNING, "The old certificate stays in use: {0}", e.getMessage());
        }
    }

    private FileTime newest() throws IOException {
        var first = Files.getLastModifiedTime(certificates);
        var second = Files.getLastModifiedTime(key);
        return first.compareTo(second) > 0 ? first : second;
    }

    private void load(FileTime time) throws IOException {
        var identity = Identity.load(certificates, key);
        context = identity.context();
        fingerprint = identity.fingerprint();
        modified = time;
    }
}
