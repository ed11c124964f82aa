package stream.client.window;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.JToggleButton;
import stream.client.sound.SoundInput;
import stream.client.sound.SoundLoop;

/// One kind of sound: which input, how loud it is, how loud it shall be, and whether it is muted.
final class SoundStrip extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int GAP = 8;
    private static final int MIN_WIDTH = 300;
    /// A peak that is somebody who speaks.
    private static final double SPEECH = 0.1;
    /// Who has said nothing for so many looks at the meter, two seconds, has stopped speaking.
    private static final int QUIET = 40;

    private final SoundInput.Kind kind;
    private final transient Texts texts;
    private final transient Palette palette;
    private final JLabel title = new JLabel();
    private final JComboBox<Choice<Optional<SoundInput>>> inputs = new JComboBox<>();
    private final LevelMeter meter;
    private final JSlider level = new JSlider(0, SoundLoop.MOST_PERCENT);
    private final JToggleButton mute = new JToggleButton();
    private final transient Consumer<Optional<SoundInput>> chosen;
    private boolean filling;
    private int quiet;

    /// @param chosen hears which input was chosen
    /// @param levelled hears the level in percent
    /// @param muted is called when the button was pressed
    SoundStrip(
            SoundInput.Kind kind,
            Texts texts,
            Palette palette,
            Consumer<Optional<SoundInput>> chosen,
            IntConsumer levelled,
            Runnable muted) {
        super(new BorderLayout(0, 4));
        this.kind = kind;
        this.texts = texts;
        this.palette = palette;
        this.chosen = chosen;
        setOpaque(false);
        meter = new LevelMeter(palette);
        title.setLabelFor(inputs);
        inputs.addItem(new Choice<>(Optional.empty(), texts.text("sound.searching")));
        inputs.setEnabled(false);
        inputs.setPreferredSize(new Dimension(60, 34));
        inputs.addActionListener(_ -> {
            if (!filling) {
                choose();
            }
        });
        level.setOpaque(false);
        level.setPreferredSize(new Dimension(90, 22));
        level.getAccessibleContext().setAccessibleName(text("level"));
        level.addChangeListener(_ -> {
            level.setToolTipText(texts.text("sound.level.tip", level.getValue()));
            levelled.accept(level.getValue());
        });
        mute.putClientProperty(FlatClientProperties.MINIMUM_WIDTH, 86);
        mute.putClientProperty(FlatClientProperties.MINIMUM_HEIGHT, Form.FIELD_HEIGHT);
        mute.setToolTipText(text("mute.tip"));
        mute.addActionListener(_ -> muted.run());
        add(title, BorderLayout.NORTH);
        add(controls());
        setMinimumSize(new Dimension(MIN_WIDTH, 0));
        say("title", false);
        showMuted(false);
        enableControls();
    }

    private JPanel controls() {
        var right = new JPanel(new BorderLayout(GAP, 0));
        right.setOpaque(false);
        var loudness = new JPanel(new BorderLayout(0, 2));
        loudness.setOpaque(false);
        loudness.add(level);
        loudness.add(meter, BorderLayout.SOUTH);
        right.add(loudness);
        right.add(mute, BorderLayout.EAST);
        var all = new JPanel(new BorderLayout(GAP, 0));
        all.setOpaque(false);
        all.add(inputs);
        all.add(right, BorderLayout.EAST);
        return all;
    }

    /// The text of this name for this kind.
    private String text(String name) {
        return texts.text("sound." + kind.name().toLowerCase(Locale.ROOT) + "." + name);
    }

    private void say(String name, boolean wrong) {
        title.setText(text(name));
        title.setToolTipText(null);
        title.setForeground(wrong ? palette.problem() : palette.soft());
    }

    /// Lists what there is.
    ///
    /// @param wanted the id of what was chosen last time, empty for none
    void offer(List<SoundInput> all, String wanted) {
        var own = all.stream().filter(input -> input.kind() == kind).toList();
        filling = true;
        inputs.removeAllItems();
        inputs.addItem(new Choice<>(Optional.empty(), texts.text(own.isEmpty() ? "sound.none" : "sound.off")));
        for (var input : own) {
            var name = input.followsSystem() ? texts.text("sound.usual") : input.name();
            inputs.addItem(new Choice<>(Optional.of(input), name));
            if (input.id().equals(wanted)) {
                inputs.setSelectedIndex(inputs.getItemCount() - 1);
            }
        }
        inputs.setEnabled(!own.isEmpty());
        inputs.setToolTipText(own.isEmpty() ? text("missing.tip") : null);
        filling = false;
        choose();
    }

    private void choose() {
        say("title", false);
        enableControls();
        // A long name has little room.
        input().ifPresent(input -> inputs.setToolTipText(input.name()));
        chosen.accept(input());
    }

    private Optional<SoundInput> input() {
        return inputs.getItemAt(inputs.getSelectedIndex()).value();
    }

    private void enableControls() {
        boolean on = input().isPresent();
        level.setEnabled(on);
        mute.setEnabled(on);
        meter.setVisible(on);
    }

    void level(int percent) {
        level.setValue(percent);
    }

    void showMuted(boolean muted) {
        mute.setSelected(muted);
        mute.setText(texts.text(muted ? "sound.muted" : "sound.mute"));
        mute.putClientProperty(
                FlatClientProperties.STYLE,
                muted ? "selectedBackground: " + Palette.hex(palette.problemTint())
                        + "; selectedForeground: " + Palette.hex(palette.problem()) : "");
        if (!muted) {
            say("title", false);
        }
    }

    /// Shows how loud it is; says so when somebody speaks whom nobody hears.
    void show(double peak) {
        meter.show(peak, mute.isSelected());
        quiet = peak > SPEECH ? 0 : quiet + 1;
        if (quiet == 0 && kind == SoundInput.Kind.MICROPHONE && mute.isSelected()) {
            say("speaking", true);
        } else if (peak > 0 && (quiet > QUIET || !mute.isSelected())) {
            say("title", false);
        }
    }

    /// The input gives no sound.
    void showFailure(String why) {
        say("failed", true);
        title.setToolTipText(why);
    }
}
