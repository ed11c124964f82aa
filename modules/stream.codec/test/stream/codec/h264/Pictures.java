package stream.codec.h264;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;
import stream.common.video.Picture;

/// Pictures to encode, the same for the same arguments.
final class Pictures {
    private Pictures() {}

    /// Every pixel by chance: nothing can be predicted.
    static Picture noise(int width, int height, long seed) {
        var random = new Random(seed);
        return new Picture.Rgb(width, height, random.ints((long) width * height).toArray(), width);
    }

    /// A screen with windows and text, at a moment: text scrolls, a window wanders, a picture shimmers.
    static Picture.Rgb desktop(int width, int height, int time) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setColor(new Color(0x335577));
        g.fillRect(0, 0, width, height);
        g.setColor(Color.WHITE);
        g.fillRect(width / 16, height / 16, width / 2, height * 3 / 4);
        g.setColor(Color.BLACK);
        g.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 11));
        g.setClip(width / 16, height / 16, width / 2, height * 3 / 4);
        for (int line = 0; line < height / 12; line++) {
            var text = new Random(line + time / 3).ints(40, 'a', 'z').mapToObj(Character::toString).toList();
            g.drawString(String.join("", text), width / 16 + 3, height / 16 + 10 + line * 12);
        }
        g.setClip(null);
        int x = width / 4 + time * 7 % Math.max(1, width / 2);
        int y = height / 4 + time * 3 % Math.max(1, height / 2);
        g.setColor(new Color(0xddccaa));
        g.fillRect(x, y, width / 4, height / 4);
        g.setColor(new Color(0x881122));
        g.drawRect(x, y, width / 4, height / 4);
        g.drawString("moves " + time, x + 4, y + 14);
        for (int row = 0; row < height / 4; row++) {
            for (int column = 0; column < width / 4; column++) {
                double wave = Math.sin((column + time * 1.3) / 9.0) + Math.cos((row - time * 0.7) / 7.0);
                int level = (int) (128 + 60 * wave);
                image.setRGB(width * 3 / 4 + column, row, level << 16 | 255 - level << 8 | level / 2);
            }
        }
        g.dispose();
        return new Picture.Rgb(width, height, ((DataBufferInt) image.getRaster().getDataBuffer()).getData(), width);
    }
}
