package stream.net.http;

import java.util.function.LongSupplier;
import stream.net.limits.InboundBudget;

/// The memory for what clients have begun to send and not finished. Anybody may send the body of a request;
/// messages come on sockets that were opened, so they have a budget of their own.
///
/// @param bodies of requests
/// @param messages on WebSockets
record Inbound(InboundBudget bodies, InboundBudget messages) {
    /// Of the heap, for all messages.
    private static final int MESSAGES_SHARE = 8;
    /// Of the heap, for all bodies: uploads of pictures are the largest, and rare.
    private static final int BODIES_SHARE = 16;
    /// The largest message or body fits twice, however small the machine.
    private static final long MIN_BYTES = 8 << 20;

    static Inbound ofThisMachine(LongSupplier nanos) {
        long heap = Runtime.getRuntime().maxMemory();
        return new Inbound(
            new InboundBudget(Math.max(MIN_BYTES, heap / BODIES_SHARE), nanos),
            new InboundBudget(Math.max(MIN_BYTES, heap / MESSAGES_SHARE), nanos));
    }
}
