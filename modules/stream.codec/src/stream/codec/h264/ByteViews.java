package stream.codec.h264;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads and writes several bytes of an array at once.
///
/// The little-endian words put the first sample of a row in the lowest byte, on any machine.
final class ByteViews {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BIG =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private ByteViews() {}

    static long getLong(byte[] array, int at) {
        return (long) LONG.get(array, at);
    }

    static void putLong(byte[] array, int at, long value) {
        LONG.set(array, at, value);
    }

    static int getInt(byte[] array, int at) {
        return (int) INT.get(array, at);
    }

    static void putInt(byte[] array, int at, int value) {
        INT.set(array, at, value);
    }

    static int intBigEndian(byte[] array, int at) {
        return (int) INT_BIG.get(array, at);
    }

    static void putIntBigEndian(byte[] array, int at, int value) {
        INT_BIG.set(array, at, value);
    }
}
