/// What a video encoder is to the programs that use one. Encoders are found with
/// [java.util.ServiceLoader]; `stream.codec` provides H.264.
package stream.common.video;
