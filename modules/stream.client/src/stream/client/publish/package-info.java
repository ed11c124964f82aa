/// From captured frames to the server: encoding, the WebSocket, keeping delay bounded, coming back.
package stream.client.publish;
