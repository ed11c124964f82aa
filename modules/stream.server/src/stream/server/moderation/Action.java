package stream.server.moderation;

import java.util.Locale;

/// Something that moderators do, as their list has it.
public enum Action {
    REMOVE, TIMEOUT, BAN, UNBAN, APPOINT, DISMISS,
    // Rules; the detail is what they became.
    SHIELD, SLOW, FOLLOWERS, AGE, WORDS,
    // Of the site's admins.
    END_STREAM;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
