package stream.server.account;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a signed-in browser shows: 256 random bits in base64url. Not shown in logs.
public record SessionToken(String text) {
    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    public SessionToken {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a session token");
        }
    }

    static SessionToken random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public static Optional<SessionToken> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new SessionToken(text)) : Optional.empty();
    }

    byte[] hash() {
        return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// What tells the session from others and opens nothing.
    public String session() {
        return HexFormat.of().formatHex(hash());
    }

    @Override
    public String toString() {
        return "…";
    }
}
