package stream.client.capture;

import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// The still picture that is sent in place of the source's while the user hides it.
final class Curtain {
    private static final Color GROUND = new Color(0x0B1513);
    private static final Color INK = new Color(0xE6F2EE);
    /// Letters of so much of the picture's height are read on a telephone too.
    private static final double LETTERS = 0.09;
    private static final double WIDEST = 0.9;

    private Curtain() {}

    /// Fills the frame, in the size of the picture that is hidden so that the stream need not change.
    ///
    /// @param hidden the last picture, of which only the size is used; it may be empty
    static void draw(String words, Frame hidden, Frame frame) {
        boolean any = hidden.width() > 0;
        frame.resize(any ? hidden.width() : SizeLimit.USUAL.width(), any ? hidden.height() : SizeLimit.USUAL.height());
        var image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(GROUND);
        g.fillRect(0, 0, frame.width(), frame.height());
        g.setColor(INK);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(1, (int) (frame.height() * LETTERS))));
        double width = g.getFontMetrics().getStringBounds(words, g).getWidth();
        double room = frame.width() * WIDEST;
        if (width > room) {
            g.setFont(g.getFont().deriveFont((float) (g.getFont().getSize2D() * room / width)));
        }
        var metrics = g.getFontMetrics();
        int x = (frame.width() - metrics.stringWidth(words)) / 2;
        g.drawString(words, x, (frame.height() - metrics.getHeight()) / 2 + metrics.getAscent());
        g.dispose();
        image.getRGB(0, 0, frame.width(), frame.height(), frame.pixels(), 0, frame.width());
    }
}
