package stream.server.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// An Argon2id hash (RFC 9106) with all that is needed to make it again, written as a PHC string:
///
/// ```
/// $argon2id$v=19$m=19456,t=2,p=1$gZiV/M1gPc22ElAH/Jh1Hw$CWOrkoo7oJBQ/iyh7uJ0LO2aLEfrHwTWllSAxT0zRno
/// ```
///
/// @param salt not changed by anybody
/// @param hash not changed by anybody
record Argon2Hash(Cost cost, byte[] salt, byte[] hash) {
    static final int SALT_BYTES = 16;
    static final int HASH_BYTES = 32;
    /// The column's width.
    private static final int LONGEST = 255;

    private static final Pattern SHAPE = Pattern.compile("\\$argon2id\\$v=19"
            + "\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    /// What making a hash costs.
    record Cost(int memoryKib, int passes, int lanes) {
        /// What OWASP's password storage guide recommends: 19 MiB, two passes, one lane.
        static final Cost RECOMMENDED = new Cost(19 * 1024, 2, 1);

        /// Beyond these a single sign-in would stop the server.
        private static final int MOST_KIB = 256 * 1024;
        private static final int MOST_PASSES = 16;
        private static final int MOST_LANES = 16;

        Cost {
            if (lanes < 1 || lanes > MOST_LANES || passes < 1 || passes > MOST_PASSES
                    || memoryKib < 8 * lanes || memoryKib > MOST_KIB) {
                throw new IllegalArgumentException("unreasonable cost");
            }
        }
    }

    static Argon2Hash of(String password, Cost cost, byte[] salt) {
        return new Argon2Hash(cost, salt, generate(password, cost, salt, HASH_BYTES));
    }

    boolean matches(String password) {
        return MessageDigest.isEqual(hash, generate(password, cost, salt, hash.length));
    }

    private static byte[] generate(String password, Cost cost, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        var hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    /// Reads a PHC string; none when it is not one of Argon2id at a reasonable cost.
    static Optional<Argon2Hash> parse(String phc) {
        if (phc.length() > LONGEST) {
            return Optional.empty();
        }
        var parts = SHAPE.matcher(phc);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var memoryKib = Integer.parseInt(parts.group(1));
            var passes = Integer.parseInt(parts.group(2));
            var lanes = Integer.parseInt(parts.group(3));
            var salt = Base64.getDecoder().decode(parts.group(4));
            var hash = Base64.getDecoder().decode(parts.group(5));
            return Optional.of(new Argon2Hash(new Cost(memoryKib, passes, lanes), salt, hash));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // an unreasonable cost, or base64 that ends in the middle of a byte
        }
    }

    String phc() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=" + cost.lanes()
                + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    @Override
    public String toString() {
        return "Argon2Hash[" + cost + "]";
    }
}
