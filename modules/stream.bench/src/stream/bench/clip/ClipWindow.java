package stream.bench.clip;

import java.awt.Frame;
import java.awt.Toolkit;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Shows a clip on the screen, for a program to be measured that captures it: the clip is drawn in
/// advance, and only what changes from frame to frame reaches the screen, as real programs have it.
///
/// Arguments: the name of the clip, and how many frames a second. Says `ready` when it begins; goes
/// round until it is ended.
public final class ClipWindow {
    /// What changed is told in strips of so many rows.
    private static final int STRIP_ROWS = 32;

    /// Part of a frame that differs from the frame before.
    private record Change(int x, int y, BufferedImage image) {}

    private ClipWindow() {}

    public static void main(String[] arguments) throws InterruptedException {
        var clip = Clips.all().stream().filter(each -> each.name().equals(arguments[0])).findFirst().orElseThrow();
        var frames = changes(clip);
        var window = new Frame();
        window.setUndecorated(true);
        window.setIgnoreRepaint(true);
        window.setSize(clip.width(), clip.height());
        window.setVisible(true);
        System.out.println("ready");
        play(window, frames, 1_000_000_000L / Integer.parseInt(arguments[1]));
    }

    private static void play(Frame window, List<List<Change>> frames, long periodNanos) throws InterruptedException {
        long due = System.nanoTime();
        for (int i = 0; window.isDisplayable(); i = i + 1 == frames.size() ? 0 : i + 1) {
            var graphics = window.getGraphics();
            for (var change : frames.get(i)) {
                graphics.drawImage(change.image, change.x, change.y, null);
            }
            graphics.dispose();
            Toolkit.getDefaultToolkit().sync();
            due = Math.max(due + periodNanos, System.nanoTime() - periodNanos);
            Thread.sleep(Math.max(0, due - System.nanoTime()) / 1_000_000);
        }
    }

    /// The first frame is whole, for it comes after the last one too.
    private static List<List<Change>> changes(Clip clip) {
        var image = new BufferedImage(clip.width(), clip.height(), BufferedImage.TYPE_INT_RGB);
        int[] now = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int[] before = new int[now.length];
        List<List<Change>> frames = new ArrayList<>();
        for (int time = 0; time < clip.frames(); time++) {
            clip.painter().paint(image, time);
            if (time == 0) {
                Arrays.setAll(before, i -> ~now[i]);
            }
            frames.add(changes(image, before, now));
            System.arraycopy(now, 0, before, 0, now.length);
        }
        return frames;
    }

    private static List<Change> changes(BufferedImage image, int[] before, int[] now) {
        List<Change> changes = new ArrayList<>();
        int width = image.getWidth();
        for (int top = 0; top < image.getHeight(); top += STRIP_ROWS) {
            int bottom = Math.min(image.getHeight(), top + STRIP_ROWS);
            int left = width;
            int right = 0;
            for (int row = top * width; row < bottom * width; row += width) {
                int first = Arrays.mismatch(before, row, row + width, now, row, row + width);
                if (first >= 0) {
                    left = Math.min(left, first);
                    int last = width - 1;
                    while (before[row + last] == now[row + last]) {
                        last--;
                    }
                    right = Math.max(right, last + 1);
                }
            }
            if (left < right) {
                changes.add(new Change(left, top, copy(image, left, top, right - left, bottom - top)));
            }
        }
        return changes;
    }

    private static BufferedImage copy(BufferedImage image, int x, int y, int width, int height) {
        var part = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        part.getRaster().setRect(-x, -y, image.getRaster());
        return part;
    }
}
