package stream.client.sound;

import java.util.Locale;

/// Something that sound can be taken from.
public interface SoundInput {
    /// What a person would call it. At most one input of each kind is sent at a time.
    enum Kind {
        MICROPHONE,
        /// What the computer plays.
        SYSTEM
    }

    Kind kind();

    /// By which the system knows it; the same at each start.
    String id();

    /// For a person to read.
    String name();

    /// Whether this is whatever the user has chosen in the system's settings, now and later.
    boolean followsSystem();

    SoundSource open() throws SoundException;

    /// Whether a person may mean this one by what they wrote: its id, or a part of its name.
    default boolean matches(String text) {
        return id().equals(text) || name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
