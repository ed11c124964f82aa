package stream.bench.clip;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/// A program in use: menus open and close, a dialogue is answered, two documents take turns, a hint
/// appears, and somebody types on. What was covered comes back.
final class MenuPainter implements Clip.Painter {
    private static final int LINE = 18;
    private static final int BAR = 26;
    private static final int ITEM = 24;
    private static final String[] MENUS = {"File", "Edit", "View", "Run", "Help"};
    /// When each menu is open, and the pictures that the pointer rests on an item.
    private static final int[][] OPEN = {{30, 66}, {70, 98}, {196, 224}};
    private static final int REST = 6;

    @Override
    public void paint(BufferedImage image, int time) {
        var g = image.createGraphics();
        Text.smooth(g);
        boolean other = time >= 150 && time < 172 || time >= 246 && time < 268;
        document(g, image.getWidth(), image.getHeight(), other, time);
        bar(g, image.getWidth());
        for (int i = 0; i < OPEN.length; i++) {
            if (time >= OPEN[i][0] && time < OPEN[i][1]) {
                menu(g, i == 2 ? 0 : i, (time - OPEN[i][0]) / REST);
            }
        }
        if (time >= 106 && time < 142) {
            dialogue(g, 380, 220, time - 106);
        }
        if (time >= 228 && time < 238) {
            hint(g, 520, 330);
        }
        g.dispose();
    }

    private static void bar(Graphics2D g, int width) {
        g.setColor(new Color(0xe8e8e4));
        g.fillRect(0, 0, width, BAR);
        g.setColor(Color.BLACK);
        g.setFont(Text.SANS);
        for (int i = 0; i < MENUS.length; i++) {
            g.drawString(MENUS[i], 12 + i * 60, 18);
        }
    }

    private static void document(Graphics2D g, int width, int height, boolean other, int time) {
        g.setColor(new Color(other ? 0xfbfbf8 : 0x1f1f24));
        g.fillRect(0, BAR, width, height - BAR);
        int rows = (height - BAR) / LINE;
        for (int row = 0; row < rows; row++) {
            int y = BAR + 14 + row * LINE;
            if (other) {
                g.setColor(new Color(0x202428));
                g.setFont(Text.SANS);
                g.drawString(Text.line(400 + row, 12), 30, y);
            } else if (row != rows / 2) {
                Text.code(g, row, 20, y, 12);
            } else {
                g.setColor(Color.WHITE);
                g.setFont(Text.MONOSPACED);
                var typed = "channel.frames().forEach(viewer::send); // and then they all came back";
                g.drawString(typed.substring(0, Math.clamp(time / 4, 0, typed.length())), 20, y);
            }
        }
    }

    private static void menu(Graphics2D g, int menu, int pointed) {
        int items = 9 + menu * 2;
        int x = 8 + menu * 60;
        shadow(g, x, BAR, 260, items * ITEM);
        g.setFont(Text.SANS);
        for (int i = 0; i < items; i++) {
            if (i == pointed) {
                g.setColor(new Color(0x3574d4));
                g.fillRect(x, BAR + i * ITEM, 260, ITEM);
            }
            g.setColor(i == pointed ? Color.WHITE : Color.BLACK);
            g.drawString(Text.line(700 + menu * 40 + i, 3).strip(), x + 14, BAR + 17 + i * ITEM);
            g.drawString("Ctrl+" + (char) ('A' + i), x + 200, BAR + 17 + i * ITEM);
        }
    }

    private static void dialogue(Graphics2D g, int x, int y, int since) {
        shadow(g, x, y, 460, 190);
        g.setColor(Color.BLACK);
        g.setFont(Text.SANS);
        g.drawString("Save the changes before closing?", x + 24, y + 40);
        g.drawRect(x + 24, y + 60, 400, 28);
        var name = "a-name-for-the-file.txt";
        g.drawString(name.substring(0, Math.min(since, name.length())), x + 32, y + 80);
        g.drawRect(x + 240, y + 130, 90, 32);
        g.drawRect(x + 344, y + 130, 90, 32);
        g.drawString("Cancel", x + 260, y + 151);
        g.drawString("Save", x + 372, y + 151);
    }

    private static void hint(Graphics2D g, int x, int y) {
        shadow(g, x, y, 300, 44);
        g.setColor(Color.BLACK);
        g.setFont(Text.SANS);
        g.drawString("Sends a packet to everybody who watches", x + 10, y + 26);
    }

    /// A white area that throws a soft shadow.
    private static void shadow(Graphics2D g, int x, int y, int width, int height) {
        for (int i = 8; i > 0; i--) {
            g.setColor(new Color(0, 0, 0, 12));
            g.fillRoundRect(x - i, y - i / 2, width + 2 * i, height + i + i / 2, 2 * i, 2 * i);
        }
        g.setColor(new Color(0xf6f6f4));
        g.fillRect(x, y, width, height);
    }
}
