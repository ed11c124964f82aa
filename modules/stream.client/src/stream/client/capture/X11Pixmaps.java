package stream.client.capture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static stream.client.capture.X11Connection.HEADER_BYTES;

/// Lets an X server keep a window's own picture, also of what is covered by other windows or lies
/// outside the screen, through the Composite extension (`composite.xml`).
///
/// **Threads.** One, that of the connection.
final class X11Pixmaps {
    private static final int REDIRECT_WINDOW = 1;
    private static final int NAME_WINDOW_PIXMAP = 6;
    private static final int FREE_PIXMAP = 54;
    /// `Automatic`: the server goes on to draw the window on the screen by itself.
    private static final byte AUTOMATIC = 0;
    /// The version that has `NameWindowPixmap`.
    private static final int MAJOR = 0;
    private static final int MINOR = 2;

    private final X11Connection connection;
    private final X11Connection.Extension composite;

    /// @throws CaptureException when the server cannot
    X11Pixmaps(X11Connection connection) throws CaptureException {
        this.connection = connection;
        composite = connection.extension("Composite");
        connection.sayVersion(composite, MAJOR, MINOR);
    }

    /// Has the picture of this window kept for as long as the connection lasts.
    ///
    /// @throws CaptureException when the server refuses
    void keep(int window) throws CaptureException {
        var request = connection.blankRequest();
        request.set(JAVA_INT, HEADER_BYTES, window);
        request.set(JAVA_BYTE, HEADER_BYTES + 4, AUTOMATIC);
        if (connection.failed(connection.send(composite, REDIRECT_WINDOW, HEADER_BYTES + 8, false))) {
            throw new CaptureException("The X server does not keep the pictures of windows.");
        }
    }

    /// The window's picture of this moment's size, which the server goes on to draw into until the
    /// window is sized anew or put away.
    ///
    /// @return its id, 0 when there is none since the window is not on the screen
    int pixmap(int window) {
        int id = connection.newId();
        var request = connection.blankRequest();
        request.set(JAVA_INT, HEADER_BYTES, window);
        request.set(JAVA_INT, HEADER_BYTES + 4, id);
        return connection.failed(connection.send(composite, NAME_WINDOW_PIXMAP, HEADER_BYTES + 8, false)) ? 0 : id;
    }

    void free(int pixmap) {
        connection.blankRequest().set(JAVA_INT, HEADER_BYTES, pixmap);
        connection.failed(connection.sendCore(FREE_PIXMAP, HEADER_BYTES + 4, false));
    }
}
