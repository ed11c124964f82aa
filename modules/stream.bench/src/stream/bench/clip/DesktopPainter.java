package stream.bench.clip;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/// A desktop at work: typing, scrolling code, a window dragged about, a page with pictures, and
/// seconds in which nothing but the clock moves.
final class DesktopPainter implements Clip.Painter {
    private static final int LINE = 18;

    private final List<BufferedImage> pictures = new ArrayList<>();

    DesktopPainter() {
        for (int i = 0; i < 6; i++) {
            pictures.add(Noise.picture(320, 200, 100 + i));
        }
    }

    @Override
    public void paint(BufferedImage image, int time) {
        int width = image.getWidth();
        int height = image.getHeight();
        var g = image.createGraphics();
        Text.smooth(g);
        g.setPaint(new GradientPaint(0, 0, new Color(0x24405e), width, height, new Color(0x6b3f5b)));
        g.fillRect(0, 0, width, height);
        page(g, 1010, 70, 840, 720, Math.clamp(time - 200, 0, 60) * 24);
        editor(g, 60, 50, 900, 760, scroll(time), time);
        int dragged = Math.clamp(time - 130, 0, 50);
        terminal(g, 300 + dragged * 19 - dragged * dragged / 8, 420 + dragged * 5, 640, 420, time);
        g.setColor(new Color(0x15181c));
        g.fillRect(0, height - 40, width, 40);
        g.setColor(Color.WHITE);
        g.setFont(Text.SANS);
        g.drawString("10:42:%02d".formatted(time / 30), width - 100, height - 14);
        g.setColor(Color.BLACK);
        int pointer = time < 90 ? 0 : time;
        g.fillRect(500 + pointer * 3 % 700, 400 + pointer * 2 % 300, 7, 11);
        g.dispose();
    }

    /// By how many samples the editor is scrolled: notches of three lines, then smoothly.
    private static int scroll(int time) {
        int notches = Math.clamp(time - 70, 0, 40) / 4 * 3 * LINE;
        return notches + Math.clamp(time - 115, 0, 15) * 11;
    }

    private static void window(Graphics2D g, String title, int x, int y, int width, int height, int colour) {
        g.setColor(new Color(0x20, 0x20, 0x20));
        g.fillRoundRect(x - 1, y - 27, width + 2, height + 28, 8, 8);
        g.setColor(new Color(0xd0d0d0));
        g.setFont(Text.SANS);
        g.drawString(title, x + 12, y - 8);
        g.setColor(new Color(colour));
        g.setClip(x, y, width, height);
        g.fillRect(x, y, width, height);
    }

    private static void editor(Graphics2D g, int x, int y, int width, int height, int scroll, int time) {
        window(g, "Channel.java", x, y, width, height, 0x1f1f24);
        int first = scroll / LINE;
        for (int row = 0; row <= height / LINE + 1; row++) {
            int top = y + row * LINE - scroll % LINE + 14;
            g.setColor(new Color(0x6e7681));
            g.setFont(Text.MONOSPACED);
            g.drawString("%4d".formatted(first + row + 1), x + 4, top);
            Text.code(g, first + row, x + 50, top, 9);
        }
        if (time > 240) {
            g.setColor(Color.WHITE);
            g.drawString("var viewer = channel.join(socket);".substring(0, Math.min(34, (time - 240) / 2)), x + 50, y + height - 40);
        }
        g.setClip(null);
    }

    private static void terminal(Graphics2D g, int x, int y, int width, int height, int time) {
        window(g, "bash", x, y, width, height, 0x0c0c0c);
        g.setFont(Text.MONOSPACED);
        for (int row = 0; row < 20; row++) {
            g.setColor(new Color(0xb8c4b8));
            g.drawString(Text.line(900 + row, 8), x + 6, y + 18 + row * LINE);
        }
        g.setColor(Color.WHITE);
        var command = "$ git commit -m 'Let a viewer join late' && make test";
        g.drawString(command.substring(0, Math.clamp(time - 5, 0, 106) / 2), x + 6, y + 18 + 21 * LINE);
        g.setClip(null);
    }

    private void page(Graphics2D g, int x, int y, int width, int height, int scroll) {
        window(g, "The page", x, y, width, height, 0xfbfbf8);
        int top = y + 40 - scroll;
        for (int section = 0; section < 6; section++) {
            g.setColor(new Color(0x202428));
            g.setFont(Text.SANS.deriveFont(26f));
            g.drawString("Section " + (section + 1), x + 30, top);
            g.drawImage(pictures.get(section), x + 30, top + 20, null);
            g.setFont(Text.SANS);
            for (int line = 0; line < 12; line++) {
                g.drawString(Text.line(section * 50 + line, 7), x + 370, top + 34 + line * 20);
            }
            top += 320;
        }
        g.setClip(null);
    }
}
