import java.awt.Color;
import java.awt.EventQueue;
import java.awt.Graphics;
import java.awt.Point;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/// Flashes on the screen and beeps through the loudspeakers at once, each second: what viewers see and
/// hear tells how far sound and picture are apart.
///
/// usage: `java Clapperboard.java PULSE-SERVER`, with DISPLAY naming a screen of 640×360
final class Clapperboard {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final long PERIOD_NANOS = 1_000_000_000;
    private static final long LENGTH_NANOS = 150_000_000;
    /// Nothing is played between the beeps, so that none waits behind the one before.
    private static final long CHUNK_NANOS = 10_000_000;
    private static final int CHUNK_FRAMES = 480;
    private static final int HERTZ = 1000;
    private static final double LOUD = 16_000;

    private final Window window = new Window(null);

    void main(String[] args) throws IOException, InterruptedException {
        Process player = new ProcessBuilder("pacat", "--server=" + args[0], "--raw", "--format=s16le", "--rate=48000",
                "--channels=2", "--latency-msec=20").inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE).start();
        Runtime.getRuntime().addShutdownHook(new Thread(player::destroy));
        EventQueue.invokeLater(() -> {
            window.setBounds(0, 0, WIDTH, HEIGHT);
            window.setBackground(Color.BLACK);
            // It would stand in the middle, where the page looks.
            window.setCursor(Toolkit.getDefaultToolkit().createCustomCursor(
                    new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB), new Point(), "none"));
            window.setVisible(true);
            System.out.println("ready");
        });
        long start = System.nanoTime();
        boolean shown = false;
        byte[] beep = beep();
        try (OutputStream out = player.getOutputStream()) {
            for (long chunk = 0; ; chunk++) {
                LockSupport.parkNanos(start + chunk * CHUNK_NANOS - System.nanoTime());
                boolean on = chunk * CHUNK_NANOS % PERIOD_NANOS < LENGTH_NANOS;
                if (on != shown) {
                    shown = on;
                    Color color = on ? Color.WHITE : Color.BLACK;
                    EventQueue.invokeLater(() -> paint(color));
                }
                if (on) {
                    out.write(beep);
                    out.flush();
                }
            }
        }
    }

    private void paint(Color color) {
        Graphics graphics = window.getGraphics();
        if (graphics != null) {
            graphics.setColor(color);
            graphics.fillRect(0, 0, WIDTH, HEIGHT);
            graphics.dispose();
            Toolkit.getDefaultToolkit().sync();
        }
    }

    private static byte[] beep() {
        byte[] chunk = new byte[CHUNK_FRAMES * 4];
        for (int frame = 0; frame < CHUNK_FRAMES; frame++) {
            int sample = (int) (LOUD * Math.sin(2 * Math.PI * HERTZ * frame / 48_000));
            for (int channel = 0; channel < 2; channel++) {
                chunk[frame * 4 + channel * 2] = (byte) sample;
                chunk[frame * 4 + channel * 2 + 1] = (byte) (sample >> 8);
            }
        }
        return chunk;
    }
}
