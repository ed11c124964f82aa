package stream.client.window;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.LayoutManager;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import javax.swing.BorderFactory;
import javax.swing.JPanel;

/// A panel with round corners, a thin edge and room around what is in it.
class Card extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final double ARC = 18;

    private final Color edge;

    Card(LayoutManager layout, Color fill, Color edge, int roomVertical, int roomHorizontal) {
        super(layout);
        this.edge = edge;
        setBackground(fill);
        setOpaque(false);
        setBorder(BorderFactory.createEmptyBorder(roomVertical, roomHorizontal, roomVertical, roomHorizontal));
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        var g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        var shape = new RoundRectangle2D.Double(0.5, 0.5, getWidth() - 1, getHeight() - 1, ARC, ARC);
        g.setColor(getBackground());
        g.fill(shape);
        g.setColor(edge);
        g.draw(shape);
        g.dispose();
    }
}
