package stream.net.http;

import java.util.List;
import java.util.Optional;

/// The `Cookie` header (RFC 6265 §5.4): `name=value` pairs with `; ` between.
final class Cookies {
    private Cookies() {}

    /// The first cookie of a name.
    ///
    /// @param headers the values of all `Cookie` headers, or null
    static Optional<String> find(List<String> headers, String name) {
        if (headers == null) {
            return Optional.empty();
        }
        for (var header : headers) {
            for (var pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).trim().equals(name)) {
                    return Optional.of(pair.substring(equals + 1).trim());
                }
            }
        }
        return Optional.empty();
    }
}
