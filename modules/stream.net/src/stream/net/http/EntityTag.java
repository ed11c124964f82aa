package stream.net.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Entity tags (RFC 9110 §8.8.3), by which a client asks whether what it has is still right.
final class EntityTag {
    /// Enough that two versions of a file never share one.
    private static final int HASH_BYTES = 9;

    private EntityTag() {}

    /// A weak tag of some content: the same whether it is sent compressed or not.
    static String of(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "W/\"" + HexFormat.of().formatHex(digest, 0, HASH_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-256
        }
    }

    /// Whether an `If-None-Match` header names the tag (§13.1.2: by weak comparison).
    static boolean matches(Optional<String> ifNoneMatch, String tag) {
        for (var candidate : ifNoneMatch.orElse("").split(",")) {
            var trimmed = candidate.trim();
            if (trimmed.equals("*") || !trimmed.isEmpty() && opaque(trimmed).equals(opaque(tag))) {
                return true;
            }
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
