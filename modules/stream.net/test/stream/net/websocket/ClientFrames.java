package stream.net.websocket;

import java.nio.ByteBuffer;

/// Frames as a client sends them: masked.
final class ClientFrames {
    private static final byte[] KEY = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private ClientFrames() {}

    static ByteBuffer frame(Opcode opcode, boolean last, byte[] payload) {
        var out = ByteBuffer.allocate(FrameWriter.MAX_HEADER_BYTES + KEY.length + payload.length);
        FrameWriter.putHeader(out, opcode, payload.length);
        out.put(0, (byte) ((last ? 0x80 : 0) | opcode.code()));
        out.put(1, (byte) (0x80 | out.get(1)));
        out.put(KEY);
        for (int i = 0; i < payload.length; i++) {
            out.put((byte) (payload[i] ^ KEY[i % 4]));
        }
        return out.flip();
    }
}
