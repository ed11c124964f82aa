package stream.net.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;

/// What there is to know of a certificate before it is used.
public record Certificate(String subject, Instant validFrom, Instant validUntil) {

    /// From PEM files.
    ///
    /// @throws IOException with a message for the sysadmin, also when the key belongs to another
    public static Certificate load(Path certificates, Path key) throws IOException {
        var identity = Identity.load(certificates, key);
        var own = identity.chain().getFirst();
        if (!isPair(identity)) {
            throw new IOException("The key " + key + " does not belong to the certificate " + certificates + ".");
        }
        return new Certificate(own.getSubjectX500Principal().getName(), own.getNotBefore().toInstant(),
            own.getNotAfter().toInstant());
    }

    /// Whether what the key signs is verified by the certificate.
    private static boolean isPair(Identity identity) throws IOException {
        var algorithm = switch (identity.key().getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        var text = new byte[32];
        try {
            var signing = Signature.getInstance(algorithm);
            signing.initSign(identity.key());
            signing.update(text);
            var verifying = Signature.getInstance(algorithm);
            verifying.initVerify(identity.chain().getFirst().getPublicKey());
            verifying.update(text);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException _) {
            return false; // keys of two kinds, or on two curves
        }
    }
}
