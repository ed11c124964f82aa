/// The server: front door, HTTP, WebSocket, live channels, accounts, chat and storage.
module stream.server {
    requires java.logging;
    requires java.sql;
    requires jdk.httpserver;
    requires stream.common;
    requires jakarta.json;
    requires org.bouncycastle.provider;
}
