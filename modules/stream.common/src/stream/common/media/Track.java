package stream.common.media;

/// What a media packet belongs to; the number is the one on the wire (PROTOCOL.md, *Media packet*).
public enum Track {
    /// The moving picture.
    VIDEO(0),
    /// The sound.
    AUDIO(1),
    /// A small PNG of what is shown, for the directory; kept by the server, not relayed.
    PICTURE(2);

    private final int number;

    Track(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// Returns the track of this number.
    ///
    /// @throws MalformedPacketException when there is none
    static Track of(int number) throws MalformedPacketException {
        return switch (number) {
            case 0 -> VIDEO;
            case 1 -> AUDIO;
            case 2 -> PICTURE;
            default -> throw new MalformedPacketException("unknown track " + number);
        };
    }
}
