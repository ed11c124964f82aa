package stream.client.capture;

import java.lang.System.Logger.Level;
import java.util.Map;

/// The ways to take pictures of a screen.
public enum Capturing {
    /// The best that works here.
    AUTO,
    /// Shared memory with the X server.
    X11,
    /// AWT's Robot, which works everywhere.
    ROBOT;

    private static final System.Logger LOG = System.getLogger(Capturing.class.getName());

    /// Opens a source of pictures of this screen, or of a part of it.
    ///
    /// @throws CaptureException when this way does not work here
    public CaptureSource open(Area area) throws CaptureException {
        return switch (this) {
            case X11 -> new X11Source(area);
            case ROBOT -> new RobotSource(area);
            case AUTO -> best(area);
        };
    }

    private static CaptureSource best(Area area) throws CaptureException {
        if (!isX11(System.getProperty("os.name"), System.getenv())) {
            return new RobotSource(area);
        }
        try {
            return tried(new X11Source(area));
        } catch (CaptureException e) {
            LOG.log(Level.DEBUG, "no shared memory with the X server", e);
            return new RobotSource(area);
        }
    }

    private static CaptureSource tried(CaptureSource source) throws CaptureException {
        try {
            source.capture(new Frame());
            return source;
        } catch (CaptureException e) {
            source.close();
            throw e;
        }
    }

    /// Whether the desktop is drawn by an X server. Under Wayland there is one too, for older
    /// programs, but it sees those programs alone.
    static boolean isX11(String system, Map<String, String> environment) {
        return system.equals("Linux")
                && environment.containsKey("DISPLAY")
                && !environment.containsKey("WAYLAND_DISPLAY")
                && !"wayland".equals(environment.get("XDG_SESSION_TYPE"));
    }
}
