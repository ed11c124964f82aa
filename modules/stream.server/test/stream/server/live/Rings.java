package stream.server.live;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.TimeUnit;
import stream.common.media.MediaPacket;
import stream.common.media.Track;

/// A ring for tests, whose packets are filled with the low byte of their number.
final class Rings {
    static final long MILLIS = TimeUnit.MILLISECONDS.toNanos(1);

    final Ring ring;
    Prelude prelude = Prelude.NONE;

    Rings(int smallest, int largest) throws OutOfRoomException {
        ring = new Ring(new MemoryBudget(1 << 30), smallest, largest);
    }

    Entry video(int flags, int length, long millis) throws OutOfRoomException {
        return packet(Track.VIDEO, flags, length, millis);
    }

    Entry keyframe(int length, long millis) throws OutOfRoomException {
        return video(MediaPacket.KEYFRAME, length, millis);
    }

    Entry sound(int length, long millis) throws OutOfRoomException {
        return packet(Track.AUDIO, MediaPacket.KEYFRAME, length, millis);
    }

    private Entry packet(Track track, int flags, int length, long millis) throws OutOfRoomException {
        var newest = ring.newest();
        var bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) (newest == null ? 0 : newest.number() + 1));
        boolean start = track == Track.VIDEO && (flags & MediaPacket.KEYFRAME) != 0;
        return ring.append(track, flags, start, millis * MILLIS, prelude, ByteBuffer.wrap(bytes));
    }

    byte[] read(long from, long to) {
        var out = ByteBuffer.allocate((int) (to - from));
        new Ring.Window(ring).copy(from, to, out);
        return out.array();
    }

    /// A channel that takes so many bytes in each write and keeps them.
    static final class Sink implements WritableByteChannel {
        final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        int most = Integer.MAX_VALUE;

        @Override
        public int write(ByteBuffer from) {
            int n = Math.min(most, from.remaining());
            for (int i = 0; i < n; i++) {
                taken.write(from.get());
            }
            return n;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
