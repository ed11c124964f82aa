package stream.common.media;

import java.io.IOException;

/// Bytes that are not a media packet or a track configuration; the message says why.
public final class MalformedPacketException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedPacketException(String message) {
        super(message);
    }
}
