import java.awt.Color;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.time.LocalTime;
import javax.swing.Timer;

/// Fills the screen with what the browser tests know how to read back: patches of known colours, a
/// clock in black and white cells, and things that move. `reading.js` reads it.
///
/// ```
/// y   0–159  eight patches, 160 wide: white yellow cyan green magenta red blue black
/// y 200–263  32 cells, 40 wide, white is 1: 24 bits of ms since 1970, then an 8-bit check
///            (the xor of the three bytes before it, and of 0xA5), highest bits first
/// below      the time of day in figures, and a bar that moves
/// ```
///
/// usage: `java TestPicture.java [FRAMES-PER-SECOND]`, with DISPLAY naming a screen of 1280×720
final class TestPicture {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int PATCH = 160;
    private static final int CLOCK_TOP = 200;
    private static final int CLOCK_HEIGHT = 64;
    private static final int CELL = 40;
    private static final int CELLS = 32;
    private static final Color GROUND = new Color(0x30, 0x38, 0x40);
    private static final Color[] PATCHES = {
        Color.WHITE, Color.YELLOW, Color.CYAN, Color.GREEN, Color.MAGENTA, Color.RED, Color.BLUE, Color.BLACK
    };

    private final Window window = new Window(null);
    private final BufferedImage clock = new BufferedImage(WIDTH, CLOCK_HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final BufferedImage moving = new BufferedImage(WIDTH, 280, BufferedImage.TYPE_INT_RGB);
    private int frames;

    void main(String[] args) {
        int framesPerSecond = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        EventQueue.invokeLater(() -> {
            window.setBounds(0, 0, WIDTH, HEIGHT);
            window.setBackground(GROUND);
            window.setVisible(true);
            Timer timer = new Timer(1000 / framesPerSecond, _ -> draw());
            timer.start();
            System.out.println("ready");
        });
    }

    private void draw() {
        Graphics2D screen = (Graphics2D) window.getGraphics();
        if (frames++ % 60 == 0) {
            screen.setColor(GROUND);
            screen.fillRect(0, PATCH, WIDTH, CLOCK_TOP - PATCH);
            screen.fillRect(0, 680, WIDTH, HEIGHT - 680);
            for (int i = 0; i < PATCHES.length; i++) {
                screen.setColor(PATCHES[i]);
                screen.fillRect(i * PATCH, 0, PATCH, PATCH);
            }
        }
        drawMoving();
        screen.drawImage(moving, 0, 400, null);
        drawClock(System.currentTimeMillis());
        screen.drawImage(clock, 0, CLOCK_TOP, null);
        screen.dispose();
        Toolkit.getDefaultToolkit().sync();
    }

    /// Drawn aside and copied at once, so that no capture sees half of a time.
    private void drawClock(long millis) {
        int value = (int) (millis & 0xFF_FFFF);
        int check = (value >> 16 ^ value >> 8 ^ value ^ 0xA5) & 0xFF;
        int cells = value << 8 | check;
        Graphics2D graphics = clock.createGraphics();
        for (int i = 0; i < CELLS; i++) {
            graphics.setColor((cells >>> CELLS - 1 - i & 1) == 1 ? Color.WHITE : Color.BLACK);
            graphics.fillRect(i * CELL, 0, CELL, CLOCK_HEIGHT);
        }
        graphics.dispose();
    }

    private void drawMoving() {
        Graphics2D graphics = moving.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(GROUND);
        graphics.fillRect(0, 0, WIDTH, moving.getHeight());
        graphics.setColor(new Color(0xF2, 0xB5, 0x44));
        graphics.fillRect(frames * 6 % (WIDTH - 120), 220, 120, 24);
        graphics.setColor(Color.WHITE);
        graphics.setFont(new Font(Font.MONOSPACED, Font.BOLD, 120));
        graphics.drawString("%tT.%<tL".formatted(LocalTime.now()), 180, 140);
        graphics.dispose();
    }
}
