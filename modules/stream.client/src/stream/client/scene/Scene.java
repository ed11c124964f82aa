package stream.client.scene;

import java.util.List;
import java.util.function.Consumer;
import stream.client.capture.CaptureException;
import stream.client.capture.CaptureSource;
import stream.client.capture.Capturing;
import stream.client.source.Subject;

/// What is shown: a subject, and what is laid over it, the last on top.
public record Scene(Subject subject, List<Overlay> overlays) {
    /// Each costs time for every picture.
    public static final int MOST_OVERLAYS = 8;

    public Scene {
        overlays = List.copyOf(overlays);
        if (overlays.size() > MOST_OVERLAYS) {
            throw new IllegalArgumentException("at most " + MOST_OVERLAYS + " things can lie over the picture");
        }
    }

    /// Opens the subject; what lies over it is opened with the first picture.
    ///
    /// @param how a screen is read
    /// @param onFailure told, on the thread that captures, when something over the picture fails; the
    ///     picture goes on without it, and it is tried again
    /// @throws CaptureException when the subject is not to be had
    public CaptureSource open(Capturing how, Consumer<CaptureException> onFailure) throws CaptureException {
        var source = subject.open(how);
        return overlays.isEmpty() ? source : new SceneSource(source, overlays, how, onFailure);
    }
}
