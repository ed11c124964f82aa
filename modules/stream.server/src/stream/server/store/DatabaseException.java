package stream.server.store;

import java.io.IOException;

/// The database did not do its work: most often it is away for the moment, and what was asked may be
/// asked again in a few seconds. A write that failed was most likely not kept; when only its answer was
/// lost on the way, it was.
public final class DatabaseException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean diskFull;

    DatabaseException(String message, Throwable cause) {
        this(message, cause, false);
    }

    DatabaseException(String message, Throwable cause, boolean diskFull) {
        super(message, cause);
        this.diskFull = diskFull;
    }

    /// Whether there was no room: somebody has to make some, and nothing has to be restarted then.
    public boolean diskFull() {
        return diskFull;
    }
}
