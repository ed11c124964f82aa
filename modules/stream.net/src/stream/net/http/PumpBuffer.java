package stream.net.http;

import java.nio.ByteBuffer;

/// A buffer that is small while little comes, because thousands of connections wait in a read with
/// one, and large while much does.
final class PumpBuffer {
    private static final int SMALL_BYTES = 1024;
    private static final int LARGE_BYTES = 8 * 1024;

    private ByteBuffer bytes = ByteBuffer.allocate(SMALL_BYTES);

    /// The buffer to read into: empty, and large when the last read filled it.
    ByteBuffer toFill() {
        int size = bytes.limit() == bytes.capacity() ? LARGE_BYTES : SMALL_BYTES;
        if (bytes.capacity() != size && bytes.limit() > 0) {
            bytes = ByteBuffer.allocate(size);
        }
        return bytes.clear();
    }

    /// What was read.
    ByteBuffer filled() {
        return bytes.flip();
    }
}
