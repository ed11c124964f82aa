package stream.client.window;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import javax.swing.Icon;

/// Ström's mark, a river that winds through a stone; the pages have the same (`favicon.svg`).
record Mark(int size) implements Icon {
    private static final Color STONE = new Color(0x0B5C54);
    private static final Color WATER = new Color(0x6FE7D2);
    /// The side of the square that the mark is drawn in.
    private static final double GRID = 64;
    private static final int[] WINDOW_SIZES = {16, 24, 32, 48, 64, 128, 256};

    /// The mark in the sizes that desktops want of a window.
    static List<Image> windowImages() {
        var images = new ArrayList<Image>();
        for (int size : WINDOW_SIZES) {
            var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
            var graphics = image.createGraphics();
            new Mark(size).paintIcon(null, graphics, 0, 0);
            graphics.dispose();
            images.add(image);
        }
        return images;
    }

    @Override
    public int getIconWidth() {
        return size;
    }

    @Override
    public int getIconHeight() {
        return size;
    }

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        var g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.translate(x, y);
        g.scale(size / GRID, size / GRID);
        var stone = new RoundRectangle2D.Double(0, 0, GRID, GRID, 30, 30);
        g.setColor(STONE);
        g.fill(stone);
        g.clip(stone);
        var course = course();
        stroke(g, course, WATER, 18);
        stroke(g, course, STONE, 12);
        stroke(g, course, Color.WHITE, 5.5f);
        g.dispose();
    }

    private static void stroke(Graphics2D g, Path2D course, Color color, float width) {
        g.setColor(color);
        g.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        g.draw(course);
    }

    private static Path2D course() {
        // Two half circles of radius 9.5; 0.5523 is where a Bézier curve comes closest to a quarter.
        double r = 9.5;
        double k = r * 0.5523;
        var path = new Path2D.Double();
        path.moveTo(66, 13);
        path.lineTo(30.5, 13);
        path.curveTo(30.5 - k, 13, 30.5 - r, 22.5 - k, 30.5 - r, 22.5);
        path.curveTo(30.5 - r, 22.5 + k, 30.5 - k, 32, 30.5, 32);
        path.lineTo(33.5, 32);
        path.curveTo(33.5 + k, 32, 33.5 + r, 41.5 - k, 33.5 + r, 41.5);
        path.curveTo(33.5 + r, 41.5 + k, 33.5 + k, 51, 33.5, 51);
        path.lineTo(-2, 51);
        return path;
    }
}
