/// The server's own WebSocket, all by itself, for conformance suites to be pointed at.
package stream.bench.echo;
