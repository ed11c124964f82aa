/// The server: front door, HTTP, WebSocket, live channels, accounts, chat and storage.
module stream.server {
    requires java.logging;
    requires java.management;
    requires java.net.http;
    requires transitive java.sql;
    requires transitive jdk.httpserver;
    requires transitive stream.common;
    requires jakarta.json;
    requires org.bouncycastle.provider;

    uses stream.server.feature.Feature;

    exports stream.server.account;
    exports stream.server.api;
    exports stream.server.chat;
    exports stream.server.configuration;
    exports stream.server.control;
    exports stream.server.feature;
    exports stream.server.http;
    exports stream.server.limits;
    exports stream.server.live;
    exports stream.server.metrics;
    exports stream.server.moderation;
    exports stream.server.status;
    exports stream.server.store;
    exports stream.server.websocket;
}
