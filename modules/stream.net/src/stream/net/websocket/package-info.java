/// RFC 6455, the server's side. The core does no I/O: [FrameReader], [FrameWriter] and [Handshake]
/// turn bytes into messages and back, [Liveness] decides about silent peers. [BlockingConnection] is
/// the shell around them for a virtual thread; a selector loop can use the core alone.
package stream.net.websocket;
