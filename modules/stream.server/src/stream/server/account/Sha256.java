package stream.server.account;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256, for secrets that are random already: those need no slow hash.
final class Sha256 {
    private Sha256() {}

    static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
