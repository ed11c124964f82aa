package stream.client.capture;

/// The ways to take pictures of a screen.
public enum Capturing {
    /// The best that works here.
    AUTO,
    /// Shared memory with the X server.
    X11,
    /// AWT's Robot, which works everywhere.
    ROBOT;

    /// Opens a source of pictures of this screen.
    public CaptureSource open(Screen screen) throws CaptureException {
        return new RobotSource(screen);
    }
}
