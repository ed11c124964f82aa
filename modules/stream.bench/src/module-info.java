/// Measuring tools: nothing of the product depends on them.
module stream.bench {
    requires java.desktop;
    requires java.management;
    requires java.net.http;
    requires stream.codec;
    requires stream.common;
    requires stream.server;
}
