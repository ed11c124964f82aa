/// The server: front door, HTTP, WebSocket, live channels, accounts, chat and storage.
module stream.server {
    requires java.logging;
    requires java.management;

    requires transitive java.sql;
    requires transitive stream.common;
    requires transitive stream.net;
    requires org.bouncycastle.provider;

    uses stream.server.feature.Feature;

    exports stream.server.account;
    exports stream.server.api;
    exports stream.server.chat;
    exports stream.server.configuration;
    exports stream.server.control;
    exports stream.server.feature;
    exports stream.server.live;
    exports stream.server.metrics;
    exports stream.server.moderation;
    exports stream.server.status;
    exports stream.server.store;
}
