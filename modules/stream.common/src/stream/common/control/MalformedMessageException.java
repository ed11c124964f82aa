package stream.common.control;

import java.io.IOException;

/// A text that is not a control message; the message says why and may be shown to its sender.
public final class MalformedMessageException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }
}
