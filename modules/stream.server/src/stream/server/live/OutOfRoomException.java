package stream.server.live;

import java.io.IOException;

/// The memory for media is used up; the message may be shown to the publisher.
final class OutOfRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    OutOfRoomException(String message) {
        super(message);
    }
}
