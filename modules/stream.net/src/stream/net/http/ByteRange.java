package stream.net.http;

import java.util.Optional;
import java.util.regex.Pattern;

/// A part of a file that a client asks for (RFC 9110 §14).
///
/// @param first position of the first byte
/// @param length at least 1
record ByteRange(long first, long length) {
    /// At most 18 digits, so that no number overflows.
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// A range that the file does not have; answered with 416 and the file's size.
    static final class Outside extends HttpProblem {
        private static final long serialVersionUID = 1L;

        private Outside(long size) {
            super(416, "range", "The file has only " + size + " bytes.");
        }
    }

    /// Reads a `Range` header. Several ranges at once, other units and nonsense are passed over, as
    /// the standard allows: the whole is sent.
    ///
    /// @return nothing when the whole is to be sent
    /// @throws Outside when the range lies outside
    static Optional<ByteRange> parse(String header, long size) throws Outside {
        var matcher = SINGLE.matcher(header);
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        long first;
        long last = size - 1;
        if (matcher.group(1).isEmpty()) {
            first = Math.max(0, size - Long.parseLong(matcher.group(2)));
        } else {
            first = Long.parseLong(matcher.group(1));
            if (!matcher.group(2).isEmpty()) {
                long end = Long.parseLong(matcher.group(2));
                if (end < first) {
                    return Optional.empty();
                }
                last = Math.min(last, end);
            }
        }
        if (first > last) {
            throw new Outside(size);
        }
        return Optional.of(new ByteRange(first, last - first + 1));
    }

    /// The value of `Content-Range`.
    String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
