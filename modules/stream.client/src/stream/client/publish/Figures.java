package stream.client.publish;

import java.time.Duration;

/// How a stream fares, for a person to look at.
///
/// @param live how long it has been live
/// @param picturesPerSecond pictures that were taken and compared; a still screen sends fewer frames
/// @param framesPerSecond frames that were sent
/// @param kbps what was sent, kbit/s
/// @param aimKbps what the encoder aims for at the moment, kbit/s
/// @param roundTrip to the server and back, the wait behind our own frames included
/// @param queueing the part of it that is waiting
/// @param heldPerSecond pictures a second that were left out because the line was behind
/// @param capture how long taking a picture takes
/// @param encode how long encoding one takes
/// @param width of what is sent
/// @param height of what is sent
/// @param coarse the part of the picture that stands still and is coarser than it should be, 0 to 1
public record Figures(
        Duration live,
        double picturesPerSecond,
        double framesPerSecond,
        double kbps,
        int aimKbps,
        Duration roundTrip,
        Duration queueing,
        double heldPerSecond,
        Duration capture,
        Duration encode,
        int width,
        int height,
        double coarse) {}
