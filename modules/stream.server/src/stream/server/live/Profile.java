package stream.server.live;

/// What a streamer has said of the channel.
///
/// @param language a BCP 47 tag, empty when it was not said
/// @param name of the streamer, as its owner writes it
public record Profile(String name, String title, String description, String game, String language) {}
