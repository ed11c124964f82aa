/// Fragmented MP4 (ISO/IEC 14496-12): what Media Source Extensions and most players take, made one
/// media packet at a time.
package stream.common.mp4;
