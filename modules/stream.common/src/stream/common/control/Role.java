package stream.common.control;

import java.util.Locale;

/// What somebody is in a chat; each may do to those before it what it may do at all.
public enum Role {
    VIEWER,
    /// Appointed by the streamer.
    MODERATOR,
    STREAMER,
    /// Of the whole site.
    ADMIN;

    /// The role as messages and tables have it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when there is no such role
    public static Role of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /// Whether one may keep order in the chat.
    public boolean moderates() {
        return this != VIEWER;
    }

    /// Whether one may say who moderates.
    public boolean appoints() {
        return this == STREAMER || this == ADMIN;
    }
}
