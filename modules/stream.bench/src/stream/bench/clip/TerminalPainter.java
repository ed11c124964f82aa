package stream.bench.clip;

import java.awt.Color;
import java.awt.image.BufferedImage;

/// A terminal: output comes in bursts and scrolls, and between them nothing happens.
final class TerminalPainter implements Clip.Painter {
    private static final int LINE = 17;

    private int lines = 30;
    private String prompt = "$ ";

    @Override
    public void paint(BufferedImage image, int time) {
        if (time == 0) {
            lines = 30;
            prompt = "$ ";
        }
        int phase = time % 75;
        if (phase < 16 && phase % 4 == 0) {
            prompt += "make".charAt(phase / 4);
        } else if (phase == 30) {
            prompt = "$ ";
            lines += 1;
        } else if (phase > 30 && phase < 42 && phase % 2 == 0) {
            lines += phase % 3 == 0 ? 7 : 2;
        } else if (time > 0) {
            return;
        }
        var g = image.createGraphics();
        Text.smooth(g);
        g.setColor(new Color(0x1e1e1e));
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        int rows = image.getHeight() / LINE - 1;
        for (int row = 0; row < rows; row++) {
            int line = lines - rows + row + 1;
            if (line > 0) {
                Text.code(g, line, 6, 16 + row * LINE, 14);
            }
        }
        g.setColor(Color.WHITE);
        g.setFont(Text.MONOSPACED);
        g.drawString(prompt, 6, 16 + rows * LINE);
        g.fillRect(6 + prompt.length() * 8, 4 + rows * LINE, 8, 15);
        g.dispose();
    }
}
