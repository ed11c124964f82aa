package stream.net.http;

import java.net.InetAddress;

/// Where a request came from, once the word of trusted proxies has been heard.
///
/// @param secure whether the client's connection is encrypted
/// @param host the host, and port if any, that the client asked for; empty when it named none
record Origin(InetAddress client, boolean secure, String host) {}
