package stream.bench.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file's bytes, copied once to where they are wanted. A file stream copies them twice, and a clip's
/// pictures are so large that this shows beside encoding them.
final class MappedFile extends InputStream {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment bytes;
    private long at;

    MappedFile(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    @Override
    public int read() {
        return at == bytes.byteSize() ? -1 : bytes.get(ValueLayout.JAVA_BYTE, at++) & 0xff;
    }

    @Override
    public int read(byte[] out, int from, int length) {
        int count = (int) Math.min(length, bytes.byteSize() - at);
        if (count == 0 && length > 0) {
            return -1;
        }
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, out, from, count);
        at += count;
        return count;
    }

    @Override
    public void close() {
        arena.close();
    }
}
