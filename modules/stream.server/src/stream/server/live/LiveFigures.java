package stream.server.live;

import stream.server.metrics.Histogram;

/// The live path in numbers; what counts, counts from the server's start.
///
/// @param open channels that somebody watches, chats in or streams to
/// @param live of these, those that are streamed to
/// @param away of these, those that wait for a lost publisher
/// @param sentPackets to all viewers together
/// @param leftOutPackets that viewers on slow lines were not sent
/// @param skips how often a viewer was so late that it went on at a later keyframe
/// @param stalled connections that were let go because they took nothing any more
/// @param hastyLines of chat that were refused because their writer writes too fast
/// @param ringBytes of direct memory that hold the last seconds of all channels
/// @param deliveries from when a packet had come until a viewer's socket had taken it; of a sample
public record LiveFigures(
        int open, int live, int away, int viewers, long receivedPackets, long receivedBytes,
        long sentPackets, long sentBytes, long leftOutPackets, long skips, long stalled, long hastyLines,
        long ringBytes, Histogram deliveries) {}
