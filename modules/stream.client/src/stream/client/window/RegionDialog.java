package stream.client.window;

import java.awt.AWTException;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dialog;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import stream.client.capture.Region;
import stream.client.capture.Screen;
import stream.client.capture.SizeLimit;

/// Covers the screen with its own picture, on which a region is dragged with the pointer, or moved
/// with the arrow keys and sized with Shift and the arrow keys; Enter takes it, Escape does not.
///
/// A picture rather than a window that one can see through, which not every desktop has.
final class RegionDialog extends JDialog {
    private static final long serialVersionUID = 1L;
    private static final int STEP = 16;
    private static final Color VEIL = new Color(0, 0, 0, 140);

    private final transient Screen screen;
    private final transient Image picture;
    private final transient Texts texts;
    private final transient Palette palette;
    /// In the desktop's units, from the screen's corner.
    private final Rectangle chosen;
    private transient Optional<Region> answer = Optional.empty();

    private RegionDialog(Window owner, Screen screen, Image picture, Texts texts, Palette palette) {
        super(owner, texts.text("subject.region"), Dialog.ModalityType.APPLICATION_MODAL);
        this.screen = screen;
        this.picture = picture;
        this.texts = texts;
        this.palette = palette;
        var all = screen.bounds();
        chosen = new Rectangle(all.width / 4, all.height / 4, all.width / 2, all.height / 2);
        setUndecorated(true);
        setAlwaysOnTop(true);
        setBounds(all);
        var view = new View();
        setContentPane(view);
        key(view, "ENTER", this::take);
        key(view, "ESCAPE", this::dispose);
        arrow(view, "LEFT", -STEP, 0);
        arrow(view, "RIGHT", STEP, 0);
        arrow(view, "UP", 0, -STEP);
        arrow(view, "DOWN", 0, STEP);
    }

    /// Asks for a region of this screen, and comes back with the answer.
    static Optional<Region> ask(Window owner, Screen screen, Texts texts, Palette palette) {
        try {
            var picture = new Robot().createMultiResolutionScreenCapture(screen.bounds())
                    .getResolutionVariants()
                    .getLast();
            var dialog = new RegionDialog(owner, screen, picture, texts, palette);
            dialog.setVisible(true);
            return dialog.answer;
        } catch (AWTException | SecurityException _) {
            // A desktop that shows programs nothing: the preview says so already.
            return Optional.empty();
        }
    }

    private void arrow(JComponent view, String name, int x, int y) {
        key(view, name, () -> change(chosen.x + x, chosen.y + y, chosen.width, chosen.height));
        key(view, "shift " + name, () -> change(chosen.x, chosen.y, chosen.width + x, chosen.height + y));
    }

    private static void key(JComponent view, String stroke, Runnable action) {
        view.registerKeyboardAction(
                _ -> action.run(), KeyStroke.getKeyStroke(stroke), JComponent.WHEN_IN_FOCUSED_WINDOW);
    }

    /// Keeps the region on the screen, and of a size that can be sent.
    private void change(int x, int y, int width, int height) {
        var all = screen.bounds();
        chosen.width = Math.clamp(width, SizeLimit.LEAST, all.width);
        chosen.height = Math.clamp(height, SizeLimit.LEAST, all.height);
        chosen.x = Math.clamp(x, 0, all.width - chosen.width);
        chosen.y = Math.clamp(y, 0, all.height - chosen.height);
        repaint();
    }

    private void take() {
        double scale = screen.scale();
        answer = Optional.of(new Region(
                (int) (chosen.width * scale),
                (int) (chosen.height * scale),
                (int) (chosen.x * scale),
                (int) (chosen.y * scale)));
        dispose();
    }

    /// The screen under a veil, and the region without it.
    private final class View extends JPanel {
        private static final long serialVersionUID = 1L;

        View() {
            setCursor(Cursor.getPredefinedCursor(Cursor.CROSSHAIR_CURSOR));
            getAccessibleContext().setAccessibleName(texts.text("subject.region.hint"));
            var drag = new MouseAdapter() {
                private Point start;

                @Override
                public void mousePressed(MouseEvent event) {
                    start = event.getPoint();
                }

                @Override
                public void mouseDragged(MouseEvent event) {
                    var dragged = new Rectangle(start);
                    dragged.add(event.getPoint());
                    change(dragged.x, dragged.y, dragged.width, dragged.height);
                }

                @Override
                public void mouseReleased(MouseEvent event) {
                    // A click alone chooses nothing.
                    if (!event.getPoint().equals(start)) {
                        take();
                    }
                }
            };
            addMouseListener(drag);
            addMouseMotionListener(drag);
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            var g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.drawImage(picture, 0, 0, getWidth(), getHeight(), null);
            g.setColor(VEIL);
            g.fillRect(0, 0, getWidth(), getHeight());
            var clip = g.getClip();
            g.clip(chosen);
            g.setComposite(AlphaComposite.Src);
            g.drawImage(picture, 0, 0, getWidth(), getHeight(), null);
            g.setComposite(AlphaComposite.SrcOver);
            g.setClip(clip);
            g.setColor(palette.accent());
            g.drawRect(chosen.x - 1, chosen.y - 1, chosen.width + 1, chosen.height + 1);
            g.drawRect(chosen.x - 2, chosen.y - 2, chosen.width + 3, chosen.height + 3);
            say(g, texts.text("subject.region.hint"), getWidth() / 2, 40);
            var size = (int) (chosen.width * screen.scale()) + "×" + (int) (chosen.height * screen.scale());
            say(g, size, chosen.x + chosen.width / 2, chosen.y + chosen.height / 2);
            g.dispose();
        }

        /// A sentence on a ground of its own, around this point.
        private void say(Graphics2D g, String sentence, int x, int y) {
            var metrics = g.getFontMetrics();
            int width = metrics.stringWidth(sentence) + 28;
            int height = metrics.getHeight() + 14;
            g.setColor(palette.surface());
            g.fillRoundRect(x - width / 2, y - height / 2, width, height, 10, 10);
            g.setColor(palette.ink());
            g.drawString(sentence, x - width / 2 + 14, y - height / 2 + 7 + metrics.getAscent());
        }
    }
}
