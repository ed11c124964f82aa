/// One public port for HTTP and WebSocket: the front door before the JDK's HTTP server, RFC 6455 by hand,
/// limits on what clients may take, and the keys for TLS.
module stream.net {
    requires transitive jakarta.json;
    requires transitive jdk.httpserver;
    requires org.bouncycastle.provider;
    requires stream.common;

    exports stream.net.http;
    exports stream.net.limits;
    exports stream.net.tls;
    exports stream.net.websocket;
}
