/// Opus behind the interface of [stream.common.sound].
package stream.opus;
