package stream.net.websocket;

import stream.net.limits.InboundBudget;

/// Readers and budgets that refuse nothing for want of room.
public final class Readers {
    private Readers() {}

    public static FrameReader of(FrameReader.Limits limits) {
        return new FrameReader(limits, new Intake(limits, budget(), System::nanoTime, () -> { }));
    }

    public static InboundBudget budget() {
        return new InboundBudget(Long.MAX_VALUE, System::nanoTime);
    }
}
