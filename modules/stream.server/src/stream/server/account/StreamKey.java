package stream.server.account;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a publisher shows: `strom_` and 160 random bits in Crockford's base 32, which has no `i`, `l`,
/// `o` and `u`, so that a key that was read aloud or typed off a screen still works. Not shown in logs.
public record StreamKey(String text) {
    private static final String PREFIX = "strom_";
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 32;
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[" + DIGITS + "]{" + LENGTH + "}");

    public StreamKey {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a stream key");
        }
    }

    static StreamKey random(SecureRandom random) {
        var text = new StringBuilder(PREFIX);
        for (var i = 0; i < LENGTH; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return new StreamKey(text.toString());
    }

    /// A key as somebody gave it, in capitals or with the letters that look like digits.
    static Optional<StreamKey> parse(String given) {
        if (given.length() > 2 * (PREFIX.length() + LENGTH)) {
            return Optional.empty();
        }
        var text = given.strip().toLowerCase(Locale.ROOT);
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var digits = text.substring(PREFIX.length()).replace('o', '0').replace('i', '1').replace('l', '1');
        return SHAPE.matcher(PREFIX + digits).matches()
                ? Optional.of(new StreamKey(PREFIX + digits))
                : Optional.empty();
    }

    byte[] hash() {
        return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
