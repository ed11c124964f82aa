package stream.client.capture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/// Draws an arrow where the pointer is, for sources whose pictures come without it.
final class Pointer {
    /// The corners of the arrow, tip first, in pixels of an ordinary screen.
    private static final double[] OUTLINE = {0, 0, 0, 16, 3.8, 12.6, 6.2, 18.2, 8.6, 17.2, 6.2, 11.7, 11.2, 11.4};
    private static final int WIDTH = 14;
    private static final int HEIGHT = 21;
    /// Room above and to the left of the tip for the edge.
    private static final int MARGIN = 1;

    private double drawnScale;
    private OverlayImage arrow;

    /// Draws the arrow with its tip at this pixel.
    void draw(Frame frame, double x, double y, double scale) {
        if (arrow == null || drawnScale != scale) {
            arrow = arrow(scale);
            drawnScale = scale;
        }
        arrow.draw(frame, (int) x, (int) y);
    }

    private static OverlayImage arrow(double scale) {
        int width = (int) Math.ceil(WIDTH * scale);
        int height = (int) Math.ceil(HEIGHT * scale);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        var shape = new Path2D.Double();
        shape.moveTo(OUTLINE[0], OUTLINE[1]);
        for (int i = 2; i < OUTLINE.length; i += 2) {
            shape.lineTo(OUTLINE[i], OUTLINE[i + 1]);
        }
        shape.closePath();
        shape.transform(AffineTransform.getTranslateInstance(MARGIN, MARGIN));
        shape.transform(AffineTransform.getScaleInstance(scale, scale));
        var graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.BLACK);
        graphics.fill(shape);
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke((float) (1.2 * scale)));
        graphics.draw(shape);
        graphics.dispose();
        int tip = (int) (MARGIN * scale);
        return new OverlayImage(width, height, tip, tip, image.getRGB(0, 0, width, height, null, 0, width), false);
    }
}
