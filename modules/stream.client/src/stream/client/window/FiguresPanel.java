package stream.client.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Font;
import java.time.Duration;
import java.util.Locale;
import javax.swing.BoxLayout;
import javax.swing.JLabel;
import javax.swing.JPanel;
import stream.client.publish.Figures;

/// How the stream fares, in six figures; each explains itself under the pointer.
final class FiguresPanel extends Card {
    private static final long serialVersionUID = 1L;
    private static final String NONE = "–";
    /// Of a figure; the size of a large picture has room.
    private static final int MIN_WIDTH = 100;

    private final transient Texts texts;
    private final transient Palette palette;
    private final Figure fps;
    private final Figure kbps;
    private final Figure roundTrip;
    private final Figure encode;
    private final Figure held;
    private final Figure size;

    /// A name with its value below.
    private static final class Figure extends JPanel {
        private static final long serialVersionUID = 1L;
        private final JLabel value = new JLabel(NONE);

        Figure(String name, Palette palette) {
            setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
            setOpaque(false);
            var label = new JLabel(name);
            label.setForeground(palette.soft());
            label.setFont(label.getFont().deriveFont(label.getFont().getSize2D() - 1.5f));
            label.setLabelFor(value);
            value.setFont(value.getFont().deriveFont(Font.BOLD, value.getFont().getSize2D() + 2f));
            add(label);
            add(value);
            setMinimumSize(new Dimension(Math.max(MIN_WIDTH, label.getPreferredSize().width), 0));
        }

        void show(String text, String tip) {
            value.setText(text);
            setToolTipText(tip);
        }
    }

    FiguresPanel(Texts texts, Palette palette) {
        super(new BorderLayout(), palette.surface(), palette.line(), 9, 16);
        this.texts = texts;
        this.palette = palette;
        fps = figure("figure.fps");
        kbps = figure("figure.kbps");
        roundTrip = figure("figure.roundtrip");
        encode = figure("figure.encode");
        held = figure("figure.held");
        size = figure("figure.size");
        var form = new Form();
        form.row(fps, 1, kbps, 1, roundTrip, 1, encode, 1, held, 1, size, 1);
        add(form);
        clear();
    }

    private Figure figure(String name) {
        return new Figure(texts.text(name), palette);
    }

    void clear() {
        fps.show(NONE, texts.text("figure.fps.tip"));
        kbps.show(NONE, null);
        roundTrip.show(NONE, texts.text("figure.roundtrip.tip"));
        encode.show(NONE, null);
        held.show(NONE, texts.text("figure.held.tip"));
        size.show(NONE, texts.text("figure.size.tip"));
        roundTrip.value.setForeground(palette.ink());
        held.value.setForeground(palette.ink());
    }

    void show(Figures figures, String source) {
        fps.show(texts.text("figure.fps.value", Math.round(figures.framesPerSecond())), texts.text("figure.fps.tip"));
        kbps.show(
                texts.text("figure.kbps.value", Math.round(figures.kbps())),
                texts.text("figure.kbps.tip", figures.aimKbps(), Math.round(figures.coarse() * 100)));
        roundTrip.show(millis(figures.roundTrip()), texts.text("figure.roundtrip.tip"));
        roundTrip.value.setForeground(figures.queueing().toMillis() > 200 ? palette.problem() : palette.ink());
        encode.show(
                millis(figures.capture().plus(figures.encode())),
                texts.text("figure.encode.tip", millis(figures.capture()), millis(figures.encode())));
        held.show(texts.text("figure.held.value", Math.round(figures.heldPerSecond())), texts.text("figure.held.tip"));
        held.value.setForeground(figures.heldPerSecond() >= 1 ? palette.problem() : palette.ink());
        var pixels = figures.width() == 0 ? NONE : figures.width() + "×" + figures.height();
        size.show(pixels, texts.text("figure.size.tip") + " (" + source.toUpperCase(Locale.ROOT) + ")");
    }

    private String millis(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return String.format(texts.locale(), millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
}
