package stream.server.live;

/// What a streamer has said of the channel.
///
/// @param name of the streamer, as its owner writes it
public record Profile(String name, String title, String description, String game) {}
