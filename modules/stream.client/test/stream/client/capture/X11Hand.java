package stream.client.capture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static stream.client.capture.X11Connection.HEADER_BYTES;

/// Does at an X server what a user and other programs do: moves the pointer, says that it has drawn.
final class X11Hand implements AutoCloseable {
    private static final int QUERY_VERSION = 0;
    private static final int XFIXES_CREATE_REGION = 5;
    private static final int DAMAGE_ADD = 4;
    private static final int XTEST_FAKE_INPUT = 2;
    private static final byte MOTION_NOTIFY = 6;

    private final X11Connection connection;
    private final X11Connection.Extension xfixes;
    private final X11Connection.Extension damage;
    private final X11Connection.Extension xtest;

    X11Hand(String display) throws CaptureException {
        connection = new X11Connection(new Xcb(), display, 0);
        xfixes = connection.extension("XFIXES");
        damage = connection.extension("DAMAGE");
        xtest = connection.extension("XTEST");
        sayVersion(xfixes, 4);
        sayVersion(damage, 1);
    }

    private void sayVersion(X11Connection.Extension extension, int major) throws CaptureException {
        connection.blankRequest().set(JAVA_INT, HEADER_BYTES, major);
        connection.release(connection.reply(connection.send(extension, QUERY_VERSION, HEADER_BYTES + 8, true)));
    }

    /// Tells those who watch that a pixel was drawn.
    void drew(int x, int y) {
        int region = connection.newId();
        var create = connection.blankRequest();
        create.set(JAVA_INT, HEADER_BYTES, region);
        create.set(JAVA_SHORT, HEADER_BYTES + 4, (short) x);
        create.set(JAVA_SHORT, HEADER_BYTES + 6, (short) y);
        create.set(JAVA_SHORT, HEADER_BYTES + 8, (short) 1);
        create.set(JAVA_SHORT, HEADER_BYTES + 10, (short) 1);
        done(connection.send(xfixes, XFIXES_CREATE_REGION, HEADER_BYTES + 12, false));
        var add = connection.blankRequest();
        add.set(JAVA_INT, HEADER_BYTES, connection.root());
        add.set(JAVA_INT, HEADER_BYTES + 4, region);
        done(connection.send(damage, DAMAGE_ADD, HEADER_BYTES + 8, false));
    }

    void movePointer(int x, int y) {
        var request = connection.blankRequest();
        request.set(JAVA_BYTE, HEADER_BYTES, MOTION_NOTIFY);
        request.set(JAVA_INT, HEADER_BYTES + 8, connection.root());
        request.set(JAVA_SHORT, HEADER_BYTES + 20, (short) x);
        request.set(JAVA_SHORT, HEADER_BYTES + 22, (short) y);
        done(connection.send(xtest, XTEST_FAKE_INPUT, HEADER_BYTES + 32, false));
    }

    private void done(int request) {
        if (connection.failed(request)) {
            throw new AssertionError("the X server refused a request of the test");
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
