package stream.server.store;

import java.util.Locale;

/// A user, who is a channel too, without anything secret.
///
/// @param name as its owner writes it
/// @param game empty when none was chosen
/// @param language of the streams, a BCP 47 tag; empty when it was not said
/// @param hasKey whether there is a stream key
/// @param admin of the site
/// @param createdMillis when the account was made, ms since 1970
/// @param lastOnlineMillis when the user last streamed, ms since 1970; 0 for never
public record User(
        long id,
        String name,
        String title,
        String description,
        String game,
        String language,
        boolean hasKey,
        boolean admin,
        long createdMillis,
        long lastOnlineMillis) {

    /// The name in lower case, by which the tables know the channel.
    public String folded() {
        return name.toLowerCase(Locale.ROOT);
    }
}
