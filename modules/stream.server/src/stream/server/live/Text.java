package stream.server.live;

import java.nio.ByteBuffer;
import stream.common.control.ControlMessage;
import stream.server.websocket.FrameWriter;

/// A control message on its way to one or many: written as JSON and framed once for all of them.
///
/// **Threads.** Immutable.
final class Text {
    private final String json;
    private final ByteBuffer frame;

    Text(ControlMessage message) {
        json = message.toJson();
        frame = FrameWriter.text(json).asReadOnlyBuffer();
    }

    String json() {
        return json;
    }

    /// A view of the whole frame with a position of its own.
    ByteBuffer frame() {
        return frame.duplicate();
    }
}
