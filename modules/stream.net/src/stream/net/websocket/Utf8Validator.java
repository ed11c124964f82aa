package stream.net.websocket;

/// Says of UTF-8 that comes in pieces, as early as its bytes allow, whether it is well-formed
/// (The Unicode Standard, table 3-7): no overlong forms, no surrogates, nothing past U+10FFFF.
final class Utf8Validator {
    /// Continuation bytes that the begun character still lacks.
    private int missing;
    /// What the next continuation byte may be: narrower than 80..BF after E0, ED, F0 and F4.
    private int least = 0x80;
    private int most = 0xBF;

    /// Takes the next bytes.
    ///
    /// @return false when no continuation can make them well-formed
    boolean accept(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xFF;
            if (missing == 0) {
                if (b >= 0x80 && !begin(b)) {
                    return false;
                }
            } else if (b < least || b > most) {
                return false;
            } else {
                missing--;
                least = 0x80;
                most = 0xBF;
            }
        }
        return true;
    }

    /// Whether what was taken ends with a whole character.
    boolean isComplete() {
        return missing == 0;
    }

    /// Takes the first byte of a character of two to four bytes.
    private boolean begin(int b) {
        if (b < 0xC2 || b > 0xF4) {
            return false;
        }
        missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        switch (b) {
            case 0xE0 -> least = 0xA0;
            case 0xED -> most = 0x9F;
            case 0xF0 -> least = 0x90;
            case 0xF4 -> most = 0x8F;
            default -> { }
        }
        return true;
    }
}
