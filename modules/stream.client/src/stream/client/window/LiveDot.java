package stream.client.window;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;

/// A dot in the lower right corner of an icon: live.
///
/// @param size the side of the icon
record LiveDot(int size, Palette palette) {
    private static final double DIAMETER = 0.56;
    /// Around the dot, so that it stands apart from the icon below.
    private static final double EDGE = 0.07;

    void paint(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double side = size * DIAMETER;
        double edge = size * EDGE;
        graphics.setColor(palette.ground());
        graphics.fill(new Ellipse2D.Double(size - side, size - side, side, side));
        graphics.setColor(palette.live());
        graphics.fill(new Ellipse2D.Double(
                size - side + edge, size - side + edge, side - 2 * edge, side - 2 * edge));
    }
}
