package stream.server.live;

import java.nio.ByteBuffer;
import stream.common.control.ControlMessage;
import stream.net.websocket.FrameWriter;
import stream.net.websocket.PerMessageDeflate;

/// A control message on its way to one or many: written as JSON and framed once for all of them, and
/// once more for those to whom it may go compressed.
///
/// **Threads.** Any thread; two may compress it, to the same.
final class Text {
    private final String json;
    private final ByteBuffer frame;
    private volatile ByteBuffer compressed;

    Text(ControlMessage message) {
        json = message.toJson();
        frame = FrameWriter.text(json).asReadOnlyBuffer();
    }

    String json() {
        return json;
    }

    /// A view of the whole frame with a position of its own.
    ///
    /// @param mayCompress whether the receiver takes it compressed
    ByteBuffer frame(boolean mayCompress) {
        if (!mayCompress || frame.remaining() < PerMessageDeflate.LEAST_BYTES) {
            return frame.duplicate();
        }
        if (compressed == null) {
            compressed = FrameWriter.compressedText(json).asReadOnlyBuffer();
        }
        return compressed.duplicate();
    }
}
