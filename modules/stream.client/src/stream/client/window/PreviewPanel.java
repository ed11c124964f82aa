package stream.client.window;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.text.AttributedString;
import java.util.Map;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

/// Shows what is sent, as large as there is room.
final class PreviewPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final Color BEHIND = new Color(0x060C0B);
    private static final Color WORDS = new Color(0x9EB3AC);
    private static final double ARC = 18;
    private static final int MARGIN = 24;

    private transient BufferedImage image;
    private String words;

    PreviewPanel(Texts texts) {
        words = texts.text("preview.off");
        setOpaque(false);
        setPreferredSize(new Dimension(736, 414));
        setMinimumSize(new Dimension(240, 135));
        getAccessibleContext().setAccessibleName(texts.text("preview.name"));
    }

    /// Shows a picture; from any thread.
    void show(BufferedImage picture) {
        SwingUtilities.invokeLater(() -> {
            image = picture;
            repaint();
        });
    }

    /// Shows a sentence in place of a picture.
    void say(String sentence) {
        image = null;
        words = sentence;
        repaint();
    }

    /// Breaks the sentence into as many lines as it takes; a program's last words may be many.
    private void sayIn(Graphics2D g) {
        if (words.isBlank()) {
            return;
        }
        var text = new AttributedString(words, Map.of(TextAttribute.FONT, getFont()));
        var lines = new LineBreakMeasurer(text.getIterator(), g.getFontRenderContext());
        int y = getHeight() / 2;
        while (lines.getPosition() < words.length()) {
            var line = lines.nextLayout(Math.max(1, getWidth() - 2 * MARGIN));
            line.draw(g, (getWidth() - line.getAdvance()) / 2, y);
            y += g.getFontMetrics().getHeight();
        }
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        var g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        var frame = new RoundRectangle2D.Double(0, 0, getWidth(), getHeight(), ARC, ARC);
        g.setColor(BEHIND);
        g.fill(frame);
        g.clip(frame);
        if (image == null) {
            g.setColor(WORDS);
            g.setFont(getFont());
            sayIn(g);
        } else {
            double factor = Math.min((double) getWidth() / image.getWidth(), (double) getHeight() / image.getHeight());
            int width = (int) Math.round(image.getWidth() * factor);
            int height = (int) Math.round(image.getHeight() * factor);
            g.drawImage(image, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
        }
        g.dispose();
    }
}
