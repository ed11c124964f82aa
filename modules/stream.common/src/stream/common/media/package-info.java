/// Media packets: what publishers send and viewers get, byte for byte (PROTOCOL.md).
package stream.common.media;
