package stream.client.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.swing.JComboBox;
import javax.swing.JList;
import javax.swing.SwingUtilities;
import javax.swing.plaf.basic.ComboPopup;
import stream.client.capture.Screen;
import stream.client.capture.WindowName;
import stream.client.capture.X11Windows;
import stream.client.source.Preset;
import stream.client.source.Subject;
import stream.client.source.VideoDevice;
import stream.client.source.Webcam;

/// The field in which one chooses what to show: the screens and cameras, what was chosen otherwise
/// last, and the ways to choose otherwise, which ask further.
final class SubjectBox extends JComboBox<SubjectBox.Item> {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_NAME = 40;

    /// A line of the list.
    sealed interface Item {}

    /// Something to show.
    record Ready(Subject subject, String name) implements Item {
        @Override
        public String toString() {
            return name;
        }
    }

    /// A way to choose something.
    record Way(SubjectChooser.Kind kind, String name) implements Item {
        @Override
        public String toString() {
            return name;
        }
    }

    private final transient Texts texts;
    private final transient List<Screen> screens;
    private final transient List<VideoDevice> webcams = Webcam.devices();
    private final transient List<Preset> presets = Preset.found();
    private final transient SubjectChooser chooser;
    private transient Optional<Subject> chosen = Optional.empty();
    private boolean filling;

    /// @param remembered what was shown last, chosen again where it is still there
    /// @param changed told after the user has chosen
    SubjectBox(Texts texts, List<Screen> screens, Subject remembered, SubjectChooser chooser, Runnable changed) {
        this.texts = texts;
        this.screens = screens;
        this.chooser = chooser;
        take(remembered);
        addActionListener(_ -> {
            if (!filling) {
                choose(changed);
            }
        });
    }

    /// What to show; empty when nothing was chosen and there is no screen.
    Optional<Subject> chosen() {
        return chosen;
    }

    /// Chooses this, or the first screen in place of one that is gone; nobody is told.
    void take(Subject subject) {
        boolean gone = subject instanceof Subject.WholeScreen(int index) && index >= screens.size();
        fill(gone ? first() : Optional.of(subject));
    }

    private Optional<Subject> first() {
        return screens.isEmpty() ? Optional.empty() : Optional.of(new Subject.WholeScreen(0));
    }

    private void choose(Runnable changed) {
        switch ((Item) getSelectedItem()) {
            case null -> { }
            case Ready ready -> become(Optional.of(ready.subject()), changed);
            case Item item when !isPopupVisible() -> {
                // A key that moves in a closed list opens it there, and takes nothing.
                fill(chosen);
                pointTo(item);
            }
            case Way way -> {
                hidePopup();
                fill(chosen);
                // Later, when the list is no longer on the screen that a part is chosen of.
                SwingUtilities.invokeLater(
                        () -> become(chooser.choose(way.kind(), chosen).or(() -> chosen), changed));
            }
        }
    }

    /// Letters move in the list as the arrow keys do, to the next line that begins with them; without
    /// this they would choose.
    @Override
    public boolean selectWithKeyChar(char letter) {
        int from = isPopupVisible() ? lines().getSelectedIndex() : getSelectedIndex();
        for (int step = 1; step <= getItemCount(); step++) {
            var item = getItemAt((from + step) % getItemCount());
            if (item.toString().regionMatches(true, 0, String.valueOf(letter), 0, 1)) {
                pointTo(item);
                return true;
            }
        }
        return false;
    }

    /// Opens the list at this line, which is for Enter to take.
    private void pointTo(Item item) {
        showPopup();
        lines().setSelectedValue(item, true);
    }

    private JList<?> lines() {
        return ((ComboPopup) getUI().getAccessibleChild(this, 0)).getList();
    }

    private void become(Optional<Subject> subject, Runnable changed) {
        boolean other = !Objects.equals(subject, chosen);
        fill(subject);
        if (other) {
            changed.run();
        }
    }

    /// Makes the list anew, with this chosen.
    private void fill(Optional<Subject> subject) {
        filling = true;
        chosen = subject;
        removeAllItems();
        for (var screen : screens) {
            var whole = new Subject.WholeScreen(screen.index());
            addItem(new Ready(whole, name(whole)));
        }
        for (var webcam : webcams) {
            addItem(new Ready(new Subject.Camera(webcam.file(), Optional.empty()), shortened(webcam.name())));
        }
        for (var preset : presets) {
            addItem(new Ready(new Subject.Program(preset.commandLine()), shortened(preset.name())));
        }
        if (chosen.isPresent() && indexOf(chosen) < 0) {
            addItem(new Ready(chosen.get(), name(chosen.get())));
        }
        if (!screens.isEmpty()) {
            addItem(new Way(SubjectChooser.Kind.REGION, texts.text("subject.region")));
        }
        if (X11Windows.areTold()) {
            addItem(new Way(SubjectChooser.Kind.WINDOW, texts.text("subject.window")));
        }
        addItem(new Way(SubjectChooser.Kind.IMAGE, texts.text("subject.image")));
        addItem(new Way(SubjectChooser.Kind.PROGRAM, texts.text("subject.program")));
        setSelectedIndex(indexOf(chosen));
        filling = false;
    }

    /// Where this is in the list, -1 for nowhere.
    private int indexOf(Optional<Subject> subject) {
        for (int i = 0; i < getItemCount(); i++) {
            if (getItemAt(i) instanceof Ready ready && subject.equals(Optional.of(ready.subject()))) {
                return i;
            }
        }
        return -1;
    }

    private String name(Subject subject) {
        return switch (subject) {
            case Subject.WholeScreen(int index) -> {
                var screen = screens.get(index);
                var pixels = screen.width() + "×" + screen.height();
                yield screens.size() == 1
                        ? texts.text("subject.screen", pixels)
                        : texts.text("subject.screen.item", index + 1, pixels);
            }
            case Subject.Part part ->
                texts.text("subject.region.item", part.region().width() + "×" + part.region().height());
            case Subject.Window(WindowName window) -> texts.text("subject.window.item", shortened(window));
            case Subject.Camera camera -> texts.text("subject.webcam.item", shortened(camera.file()));
            case Subject.Image(Path file) -> texts.text("subject.image.item", shortened(file.getFileName()));
            case Subject.Program program -> texts.text("subject.program.item", shortened(program.commandLine()));
        };
    }

    /// Of a name what a line has room for.
    static String shortened(Object name) {
        var text = String.valueOf(name);
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME - 1) + "…";
    }
}
