package stream.bench.clip;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.Random;

/// Lines of text as programs show them.
final class Text {
    private static final String[] WORDS = {
        "final", "int", "return", "stream", "frame", "=", "0;", "packet", "if", "(channel", "viewer)", "{",
        "}", "static", "write", "sequence", "key", "new", "buffer", "length", "->", "this", "for", "void",
        "public", "byte", "&&", "null", "true", "offset", "+", "1", "record", "socket", "media", "1280",
    };
    private static final Color[] COLOURS = {
        new Color(0xd4d4d4), new Color(0x569cd6), new Color(0x9cdcfe), new Color(0xce9178), new Color(0x6a9955),
    };
    static final Font MONOSPACED = new Font(Font.MONOSPACED, Font.PLAIN, 14);
    static final Font SANS = new Font(Font.SANS_SERIF, Font.PLAIN, 15);

    private Text() {}

    static void smooth(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    /// A line of words, the same for the same seed.
    static String line(long seed, int words) {
        var random = new Random(seed * 7919 + 13);
        var line = new StringBuilder(" ".repeat(random.nextInt(5) * 2));
        for (int i = random.nextInt(words) + 1; i > 0; i--) {
            line.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return line.toString();
    }

    /// Draws a line of code, each word in a colour.
    static void code(Graphics2D g, long seed, int x, int y, int words) {
        var random = new Random(seed);
        g.setFont(MONOSPACED);
        var metrics = g.getFontMetrics();
        for (var word : line(seed, words).split("(?<= )")) {
            g.setColor(COLOURS[random.nextInt(COLOURS.length)]);
            g.drawString(word, x, y);
            x += metrics.stringWidth(word);
        }
    }
}
