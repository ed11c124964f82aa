/// H.264 (ITU-T H.264, ISO/IEC 14496-10) High profile, encoded for screens. Numbers with §
/// are clauses of the standard, and names in `snake_case` its syntax elements.
///
/// Start with [H264Encoder], which takes a picture through [Source] (what changed), the
/// [SliceEncoder]s and [Deblocking]. A slice takes each macroblock through [ModeDecision],
/// [ResidualCoder] and [MacroblockWriter].
package stream.codec.h264;
