package stream.client.window;

import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.Consumer;
import stream.client.capture.CaptureException;
import stream.client.capture.FrameLoop;
import stream.client.capture.PointerStyle;

/// What is taken of the scene that was chosen: goes to the preview and, when live, to everybody. It can
/// be hidden, and stays so when another scene is chosen.
///
/// **Threads.** The event thread.
final class LivePicture {
    private final Consumer<CaptureException> failed;
    private Optional<FrameLoop> loop = Optional.empty();
    private PreviewOutlet preview;
    private boolean hidden;

    /// @param failed told, on the loop's thread, why there is no picture
    LivePicture(Consumer<CaptureException> failed) {
        this.failed = failed;
    }

    /// Takes this from now on.
    ///
    /// @param live whether the loop is in use, and has to go on
    /// @param curtain what is written where the picture is hidden
    /// @param screen gets pictures for the preview, on the loop's thread
    void show(FrameLoop.Opener opener, int framesPerSecond, boolean live, PointerStyle style, String curtain,
            Consumer<BufferedImage> screen) {
        if (loop.isEmpty() || !live && loop.get().framesPerSecond() != framesPerSecond) {
            loop.ifPresent(FrameLoop::close);
            var fresh = new FrameLoop(opener, framesPerSecond, failed);
            loop = Optional.of(fresh);
            fresh.pointer(style);
            hideOrShow(curtain);
            fresh.start();
        } else {
            hideOrShow(curtain);
            loop.get().switchTo(opener);
            if (preview != null) {
                loop.get().remove(preview);
            }
        }
        preview = new PreviewOutlet(screen);
        loop.get().add(preview);
    }

    void pointer(PointerStyle style) {
        loop.ifPresent(each -> each.pointer(style));
    }

    /// How often the preview gets a picture; 0 for never.
    void pacePreview(long millis) {
        if (preview != null) {
            preview.pace(millis);
        }
    }

    /// Hides the picture, or shows it again; nothing while there is none.
    void toggleHidden(String curtain) {
        if (loop.isPresent()) {
            hidden = !hidden;
            hideOrShow(curtain);
        }
    }

    private void hideOrShow(String curtain) {
        if (hidden) {
            loop.get().hide(curtain);
        } else {
            loop.get().show();
        }
    }

    boolean isHidden() {
        return hidden;
    }

    /// Makes the pictures; there once something was shown.
    FrameLoop loop() {
        return loop.orElseThrow();
    }
}
