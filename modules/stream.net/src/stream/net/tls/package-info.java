/// Keys and certificates for the public port: read from PEM files, read again when these change, or
/// made by the server itself.
package stream.net.tls;
