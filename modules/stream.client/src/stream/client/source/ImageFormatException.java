package stream.client.source;

import java.io.IOException;

/// These bytes are no picture that can be shown.
final class ImageFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean ofSize;

    /// @param ofSize whether the number of its pixels is in the way, and nothing else
    ImageFormatException(String message, boolean ofSize, Throwable cause) {
        super(message, cause);
        this.ofSize = ofSize;
    }

    boolean isOfSize() {
        return ofSize;
    }
}
