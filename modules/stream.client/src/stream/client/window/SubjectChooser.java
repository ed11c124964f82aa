package stream.client.window;

import java.awt.Component;
import java.util.Optional;
import javax.swing.JFileChooser;
import javax.swing.SwingUtilities;
import javax.swing.filechooser.FileNameExtensionFilter;
import stream.client.capture.Screen;
import stream.client.source.Subject;

/// Asks the user for what to show, other than a whole screen.
final class SubjectChooser {

    /// What is asked for.
    enum Kind {
        REGION,
        IMAGE
    }

    private final Texts texts;
    private final Palette palette;
    private final Component parent;

    /// @param parent lies in the window that asks
    SubjectChooser(Texts texts, Palette palette, Component parent) {
        this.texts = texts;
        this.palette = palette;
        this.parent = parent;
    }

    /// Comes back when the user has answered.
    ///
    /// @return empty when the user thought better of it
    Optional<Subject> choose(Kind kind) {
        return switch (kind) {
            case REGION -> region();
            case IMAGE -> image();
        };
    }

    /// On the screen that the window is on.
    private Optional<Subject> region() {
        var window = SwingUtilities.getWindowAncestor(parent);
        var device = window.getGraphicsConfiguration().getDevice().getIDstring();
        return Screen.all().stream()
                .filter(each -> each.name().equals(device))
                .findFirst()
                .flatMap(screen -> RegionDialog.ask(window, screen, texts, palette)
                        .map(region -> new Subject.Part(screen.index(), region)));
    }

    private Optional<Subject> image() {
        var dialog = new JFileChooser();
        dialog.setDialogTitle(texts.text("subject.image.title"));
        dialog.setFileFilter(new FileNameExtensionFilter(
                texts.text("subject.image.files"), "png", "jpg", "jpeg", "gif", "bmp"));
        return dialog.showOpenDialog(parent) == JFileChooser.APPROVE_OPTION
                ? Optional.of(new Subject.Image(dialog.getSelectedFile().toPath().toAbsolutePath()))
                : Optional.empty();
    }
}
