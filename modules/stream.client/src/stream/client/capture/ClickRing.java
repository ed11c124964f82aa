package stream.client.capture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;

/// Draws a ring around the pointer, so that viewers see a click.
final class ClickRing {
    private static final Color FILL = new Color(0x66FFC53D, true);
    private static final Color EDGE = new Color(0xFFC53D);
    /// The ring's radius is this part of the picture's height: seen on a telephone too.
    private static final int HEIGHTS_TO_RADIUS = 40;
    private static final int LEAST_RADIUS = 12;

    private int drawnRadius;
    private OverlayImage ring;

    /// Draws the ring around this pixel.
    void draw(Frame frame, int x, int y) {
        int radius = Math.max(LEAST_RADIUS, frame.height() / HEIGHTS_TO_RADIUS);
        if (ring == null || drawnRadius != radius) {
            ring = ring(radius);
            drawnRadius = radius;
        }
        ring.draw(frame, x, y);
    }

    private static OverlayImage ring(int radius) {
        int side = 2 * radius + 1;
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float stroke = Math.max(2, radius / 8f);
        var circle = new Ellipse2D.Float(stroke / 2, stroke / 2, side - stroke, side - stroke);
        graphics.setColor(FILL);
        graphics.fill(circle);
        graphics.setColor(EDGE);
        graphics.setStroke(new BasicStroke(stroke));
        graphics.draw(circle);
        graphics.dispose();
        return new OverlayImage(side, side, radius, radius, image.getRGB(0, 0, side, side, null, 0, side), false);
    }
}
