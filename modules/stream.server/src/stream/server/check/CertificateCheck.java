package stream.server.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import stream.net.tls.Certificate;

/// Looks at the certificate: whether it can be read, belongs to the key, and is valid now.
public final class CertificateCheck {
    /// Authorities renew a month before the end; what is left later than that needs a look.
    private static final Duration SOON = Duration.ofDays(14);
    private static final String CERTIFICATE = "certificate";

    private CertificateCheck() {}

    public static Finding of(Path certificates, Path key, Instant now) {
        Certificate certificate;
        try {
            certificate = Certificate.load(certificates, key);
        } catch (IOException e) {
            return Finding.fault(CERTIFICATE, (Files.isReadable(certificates) && Files.isReadable(key)
                ? e.getMessage() : "The files " + certificates + " and " + key + " cannot be read.")
                + " Give --tls the certificate and its own key, readable by " + System.getProperty("user.name") + ".");
        }
        var end = certificate.validUntil().atZone(ZoneOffset.UTC).toLocalDate();
        if (now.isAfter(certificate.validUntil())) {
            return Finding.fault(CERTIFICATE, "It ended on " + end + ". Renew it; the server need not be restarted.");
        }
        if (now.isBefore(certificate.validFrom())) {
            return Finding.fault(CERTIFICATE, "It is not valid before " + certificate.validFrom()
                + ". See that this machine's clock is right.");
        }
        if (now.plus(SOON).isAfter(certificate.validUntil())) {
            return Finding.warning(CERTIFICATE, "It ends on " + end + ". Renew it; the server need not be restarted.");
        }
        if (FileChecks.othersMay(PosixFilePermission.OTHERS_READ, key)) {
            return Finding.warning(CERTIFICATE, "Every user of this machine may read the key " + key + ": chmod o-r.");
        }
        return Finding.ok(CERTIFICATE, certificate.subject() + ", valid until " + end + ".");
    }
}
