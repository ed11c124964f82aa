package stream.common.control;

import jakarta.json.JsonObject;

/// What everybody may know of a channel at one moment.
///
/// @param name of the streamer, which is the channel's address too
/// @param game a name, empty when none was chosen
/// @param language of the stream, a BCP 47 tag; empty when it was not said
/// @param startedMillis when the present stream began, ms since 1970; 0 when offline
/// @param viewers who watch now
public record ChannelState(
        String name, String title, String description, String game, String language, Presence presence,
        long startedMillis, int viewers) {

    /// The channel as the JSON that messages and the HTTP API hold.
    public JsonObject toJson() {
        return ControlJson.object(this).build();
    }

    /// Whether there is a picture.
    public enum Presence {
        /// A publisher is sending.
        LIVE,
        /// The publisher was lost moments ago and may come back within the grace period.
        AWAY,
        /// No stream.
        OFFLINE
    }
}
