package stream.client.capture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static stream.client.capture.X11Connection.HEADER_BYTES;

import java.awt.Rectangle;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Does at an X server what a user and other programs do: moves the pointer, opens windows, says that it has drawn.
final class X11Hand implements AutoCloseable {
    private static final int XFIXES_CREATE_REGION = 5;
    private static final int DAMAGE_ADD = 4;
    private static final int XTEST_FAKE_INPUT = 2;
    private static final byte BUTTON_PRESS = 4;
    private static final byte BUTTON_RELEASE = 5;
    private static final byte MOTION_NOTIFY = 6;
    private static final int LEFT_BUTTON = 1;
    private static final int CREATE_WINDOW = 1;
    private static final int CHANGE_WINDOW_ATTRIBUTES = 2;
    private static final int BACK_PIXEL = 2;
    static final int DESTROY_WINDOW = 4;
    static final int MAP_WINDOW = 8;
    static final int UNMAP_WINDOW = 10;
    private static final int CONFIGURE_WINDOW = 12;
    private static final int INTERN_ATOM = 16;
    private static final int CHANGE_PROPERTY = 18;

    private final X11Connection connection;
    private final X11Connection.Extension xfixes;
    private final X11Connection.Extension damage;
    private final X11Connection.Extension xtest;

    X11Hand(String display) throws CaptureException {
        connection = new X11Connection(new Xcb(), display, 0);
        xfixes = connection.extension("XFIXES");
        damage = connection.extension("DAMAGE");
        xtest = connection.extension("XTEST");
        connection.sayVersion(xfixes, 4, 0);
        connection.sayVersion(damage, 1, 0);
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
        fakeInput(MOTION_NOTIFY, 0, x, y);
    }

    void pressButton() {
        fakeInput(BUTTON_PRESS, LEFT_BUTTON, 0, 0);
    }

    void releaseButton() {
        fakeInput(BUTTON_RELEASE, LEFT_BUTTON, 0, 0);
    }

    private void fakeInput(byte kind, int detail, int x, int y) {
        var request = connection.blankRequest();
        request.set(JAVA_BYTE, HEADER_BYTES, kind);
        request.set(JAVA_BYTE, HEADER_BYTES + 1, (byte) detail);
        request.set(JAVA_INT, HEADER_BYTES + 8, connection.root());
        request.set(JAVA_SHORT, HEADER_BYTES + 20, (short) x);
        request.set(JAVA_SHORT, HEADER_BYTES + 22, (short) y);
        done(connection.send(xtest, XTEST_FAKE_INPUT, HEADER_BYTES + 32, false));
    }

    /// Opens a window, and tells of it as a window manager does.
    ///
    /// @return its id
    int openWindow(String title, Rectangle place) throws CaptureException {
        int window = connection.newId();
        var create = connection.blankRequest();
        create.set(JAVA_INT, HEADER_BYTES, window);
        create.set(JAVA_INT, HEADER_BYTES + 4, connection.root());
        create.set(JAVA_SHORT, HEADER_BYTES + 8, (short) place.x);
        create.set(JAVA_SHORT, HEADER_BYTES + 10, (short) place.y);
        create.set(JAVA_SHORT, HEADER_BYTES + 12, (short) place.width);
        create.set(JAVA_SHORT, HEADER_BYTES + 14, (short) place.height);
        done(connection.sendCore(CREATE_WINDOW, HEADER_BYTES + 28, false));
        setProperty(window, "_NET_WM_NAME", "UTF8_STRING", 8, title.getBytes(StandardCharsets.UTF_8));
        var number = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(window).array();
        setProperty(connection.root(), "_NET_CLIENT_LIST", "WINDOW", 32, number);
        return window;
    }

    /// Gives a window a ground of one colour and puts it on the screen, above all others.
    void show(int window, int rgb) {
        var change = connection.blankRequest();
        change.set(JAVA_INT, HEADER_BYTES, window);
        change.set(JAVA_INT, HEADER_BYTES + 4, BACK_PIXEL);
        change.set(JAVA_INT, HEADER_BYTES + 8, rgb);
        done(connection.sendCore(CHANGE_WINDOW_ATTRIBUTES, HEADER_BYTES + 12, false));
        put(window, MAP_WINDOW);
    }

    void put(int window, int opcode) {
        connection.blankRequest().set(JAVA_INT, HEADER_BYTES, window);
        done(connection.sendCore(opcode, HEADER_BYTES + 4, false));
    }

    void place(int window, Rectangle place) {
        var request = connection.blankRequest();
        request.set(JAVA_INT, HEADER_BYTES, window);
        request.set(JAVA_SHORT, HEADER_BYTES + 4, (short) 0xF); // x, y, width, height
        request.set(JAVA_INT, HEADER_BYTES + 8, place.x);
        request.set(JAVA_INT, HEADER_BYTES + 12, place.y);
        request.set(JAVA_INT, HEADER_BYTES + 16, place.width);
        request.set(JAVA_INT, HEADER_BYTES + 20, place.height);
        done(connection.sendCore(CONFIGURE_WINDOW, HEADER_BYTES + 24, false));
    }

    private void setProperty(int window, String name, String type, int format, byte[] value) throws CaptureException {
        int property = atom(name);
        int kind = atom(type);
        var change = connection.blankRequest();
        change.set(JAVA_INT, HEADER_BYTES, window);
        change.set(JAVA_INT, HEADER_BYTES + 4, property);
        change.set(JAVA_INT, HEADER_BYTES + 8, kind);
        change.set(JAVA_BYTE, HEADER_BYTES + 12, (byte) format);
        change.set(JAVA_INT, HEADER_BYTES + 16, value.length * 8 / format);
        MemorySegment.copy(value, 0, change, JAVA_BYTE, HEADER_BYTES + 20, value.length);
        done(connection.sendCore(CHANGE_PROPERTY, HEADER_BYTES + 20 + (value.length + 3) / 4 * 4, false));
    }

    private int atom(String name) throws CaptureException {
        var request = connection.blankRequest();
        request.set(JAVA_SHORT, HEADER_BYTES, (short) name.length());
        MemorySegment.copy(
                name.getBytes(StandardCharsets.US_ASCII), 0, request, JAVA_BYTE, HEADER_BYTES + 4, name.length());
        int bytes = HEADER_BYTES + 4 + (name.length() + 3) / 4 * 4;
        var reply = connection.reply(connection.sendCore(INTERN_ATOM, bytes, true));
        int atom = X11Connection.view(reply, 12).get(JAVA_INT, 8);
        connection.release(reply);
        return atom;
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
