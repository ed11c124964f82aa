package stream.client.scene;

import stream.client.capture.Frame;

/// Draws one [Overlay].
///
/// **Threads.** That of the source which it belongs to.
interface OverlayPainter extends AutoCloseable {

    /// Whether it would look different from what was drawn last.
    boolean mayHaveChanged();

    /// Lays it over the picture.
    void draw(Frame frame);

    @Override
    default void close() {}
}
