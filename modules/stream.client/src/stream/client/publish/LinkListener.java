package stream.client.publish;

import stream.common.control.ControlMessage;

/// What a [Link] tells. Called on one thread at a time, which should be given back soon.
interface LinkListener {
    void received(ControlMessage message);

    /// The link is gone; nothing comes after this, and it comes once.
    void closed(Setback setback);
}
