package stream.client.scene;

import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.util.function.Supplier;
import stream.client.capture.Frame;
import stream.client.capture.OverlayImage;

/// Draws a line of text on a dark ground, which is read on any picture. The letters are drawn anew only
/// when the words or the picture's size change.
final class TextPainter implements OverlayPainter {
    private static final Color GROUND = new Color(0xB30B1513, true);
    private static final Color INK = new Color(0xF2FAF7);
    /// Of the letters' height, beside the text.
    private static final double PADDING = 0.35;

    private final Corner corner;
    private final int percent;
    private final Supplier<String> words;
    private String drawnWords;
    private int drawnWidth;
    private int drawnHeight;
    private OverlayImage image;

    /// @param words what to write now, at least one character
    TextPainter(Corner corner, int percent, Supplier<String> words) {
        this.corner = corner;
        this.percent = percent;
        this.words = words;
    }

    @Override
    public boolean mayHaveChanged() {
        return !words.get().equals(drawnWords);
    }

    @Override
    public void draw(Frame frame) {
        var now = words.get();
        if (!now.equals(drawnWords) || drawnWidth != frame.width() || drawnHeight != frame.height()) {
            image = image(now, frame.width(), frame.height());
            drawnWords = now;
            drawnWidth = frame.width();
            drawnHeight = frame.height();
        }
        image.draw(
                frame,
                corner.x(image.width(), frame.width(), frame.height()),
                corner.y(image.height(), frame.height()));
    }

    /// Makes the letters smaller when they would not fit the picture's width.
    private OverlayImage image(String text, int pictureWidth, int pictureHeight) {
        var context = new FontRenderContext(null, true, true);
        float size = Math.max(1f, pictureHeight * percent / 100f);
        var font = new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont(size);
        double wanted = font.getStringBounds(text, context).getWidth() + 2 * PADDING * size;
        double room = pictureWidth - 2.0 * Corner.margin(pictureHeight);
        if (wanted > room) {
            size *= (float) (room / wanted);
            font = font.deriveFont(size);
        }
        var bounds = font.getStringBounds(text, context);
        int padding = (int) Math.ceil(PADDING * size);
        int width = Math.min(pictureWidth, (int) Math.ceil(bounds.getWidth()) + 2 * padding);
        int height = Math.min(pictureHeight, (int) Math.ceil(bounds.getHeight()) + padding);
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var g = drawn.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(GROUND);
        g.fillRoundRect(0, 0, width, height, padding, padding);
        g.setColor(INK);
        g.setFont(font);
        g.drawString(text, padding, (float) (padding / 2.0 - bounds.getY()));
        g.dispose();
        return new OverlayImage(width, height, 0, 0, drawn.getRGB(0, 0, width, height, null, 0, width), false);
    }
}
