package stream.common.control;

/// What somebody is in a chat; each may do to those before it what it may do at all.
public enum Role {
    VIEWER,
    /// Appointed by the streamer.
    MODERATOR,
    STREAMER,
    /// Of the whole site.
    ADMIN;

    /// Whether one may keep order in the chat.
    public boolean moderates() {
        return this != VIEWER;
    }

    /// Whether one may say who moderates.
    public boolean appoints() {
        return this == STREAMER || this == ADMIN;
    }
}
