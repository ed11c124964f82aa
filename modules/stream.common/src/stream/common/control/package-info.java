/// Control messages: the JSON texts that travel beside the media on the same WebSocket (PROTOCOL.md).
package stream.common.control;
