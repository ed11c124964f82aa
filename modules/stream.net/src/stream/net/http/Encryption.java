package stream.net.http;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// How the public port is encrypted.
public sealed interface Encryption {
    /// Not at all; perhaps a proxy in front does it.
    record None() implements Encryption {}

    /// With TLS; clients that come without it are sent to the encrypted address.
    ///
    /// @param keys asked for each connection
    /// @param trusted whether browsers trust the certificate, so that they may be told to insist on
    ///     encryption from now on (RFC 6797)
    record Tls(Supplier<SSLContext> keys, boolean trusted) implements Encryption {}
}
