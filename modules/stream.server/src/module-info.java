/// The server: front door, HTTP, WebSocket, live channels, accounts, chat and storage.
@SuppressWarnings("module") // stream.bench is compiled after this one
module stream.server {
    requires java.logging;
    requires java.management;
    requires java.net.http;
    requires java.sql;
    requires jdk.httpserver;
    requires stream.common;
    requires jakarta.json;
    requires org.bouncycastle.provider;

    exports stream.server.http to stream.bench;
    exports stream.server.websocket to stream.bench;
}
