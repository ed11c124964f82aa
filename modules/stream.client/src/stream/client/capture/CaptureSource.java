package stream.client.capture;

/// Where pictures come from: a screen, an image, a program.
///
/// **Threads.** One at a time; a source may be closed from the thread that captures only.
public interface CaptureSource extends AutoCloseable {

    /// A short name of the way pictures are taken, such as `robot`, for figures and logs.
    String name();

    /// Whether there is a first picture; asked again, without waiting, until there is. A webcam takes
    /// some seconds to start.
    ///
    /// @throws CaptureException when there will be none
    default boolean isReady() throws CaptureException {
        return true;
    }

    /// Takes a picture as it is now, with the pointer drawn in. The frame takes the source's size,
    /// which may differ from the one before (a screen that was turned or replaced).
    ///
    /// @throws CaptureException when there is no picture to be had at the moment
    void capture(Frame frame) throws CaptureException;

    /// Whether the picture may differ from the one captured last; true where the source cannot tell.
    /// A picture that has not changed is not captured again.
    ///
    /// @throws CaptureException when there is no picture to be had at the moment
    default boolean mayHaveChanged() throws CaptureException {
        return true;
    }

    /// Says how the pointer is to be drawn from the next picture on. Told before the first; without
    /// meaning where there is no pointer.
    default void pointer(PointerStyle style) {}

    @Override
    void close();
}
