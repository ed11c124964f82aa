package stream.client.window;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.BorderFactory;
import javax.swing.JLabel;

/// A word on a round ground with a dot before it: the state of the stream at a glance.
final class Pill extends JLabel {
    private static final long serialVersionUID = 1L;
    private static final int DOT = 8;

    private Color dot;

    Pill(Palette palette) {
        dot = palette.soft();
        setBorder(BorderFactory.createEmptyBorder(5, 28, 5, 14));
        setFont(getFont().deriveFont(Font.BOLD));
    }

    void show(String word, Color ground, Color ink, Color dot) {
        setText(word);
        setBackground(ground);
        setForeground(ink);
        this.dot = dot;
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        var g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(getBackground());
        g.fillRoundRect(0, 0, getWidth(), getHeight(), getHeight(), getHeight());
        g.setColor(dot);
        g.fillOval(13, (getHeight() - DOT) / 2, DOT, DOT);
        g.dispose();
        super.paintComponent(graphics);
    }
}
