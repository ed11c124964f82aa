/// One public port for all. [FrontDoor] accepts connections and hands their bytes to the JDK's
/// `HttpServer` on the loopback interface; [Dispatcher] is that server's only handler: it finds the
/// route in the [Router], judges the request, and writes the [Response] or opens the WebSocket.
package stream.net.http;
