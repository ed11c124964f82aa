package stream.bench.encoder;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import stream.codec.h264.FrameReport;
import stream.codec.h264.H264Encoder;

/// Draws how a frame was coded over the frame itself: the type of each macroblock as a colour, its
/// bits as the strength of the colour, motion as lines.
final class Explanation {
    private static final int SCALE_BITS = 400;

    private Explanation() {}

    static void write(H264Encoder encoder, Path file) throws IOException {
        var report = encoder.report();
        var image = grey(report);
        var g = image.createGraphics();
        for (int i = 0; i < report.macroblocks(); i++) {
            paint(g, report, i);
        }
        legend(g, report);
        g.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    private static BufferedImage grey(FrameReport report) {
        var image = new BufferedImage(report.width(), report.height() + 24, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < report.height(); y++) {
            for (int x = 0; x < report.width(); x++) {
                int luma = 96 + (report.luma(x, y) >> 1);
                image.setRGB(x, y, luma * 0x010101);
            }
        }
        return image;
    }

    private static void paint(Graphics2D g, FrameReport report, int i) {
        int x = report.x(i);
        int y = report.y(i);
        var kind = report.kind(i);
        var colour = colour(kind);
        if (colour == null) {
            return;
        }
        float strength = 0.25f + 0.6f * Math.min(1, report.bits(i) / (float) SCALE_BITS);
        g.setComposite(AlphaComposite.SrcOver.derive(strength));
        g.setColor(colour);
        g.fillRect(x, y, 16, 16);
        g.setComposite(AlphaComposite.SrcOver);
        int dx = report.motionX(i) / 4;
        int dy = report.motionY(i) / 4;
        if (dx != 0 || dy != 0) {
            g.setColor(Color.BLACK);
            g.drawLine(x + 8, y + 8, x + 8 + dx, y + 8 + dy);
        }
    }

    private static Color colour(FrameReport.Kind kind) {
        return switch (kind) {
            case STILL -> null;
            case SKIPPED -> new Color(0x4fc3f7);
            case INTER -> new Color(0x43a047);
            case PARTS -> new Color(0xc0ca33);
            case RETURNED -> new Color(0x00897b);
            case INTRA_16X16 -> new Color(0xfb8c00);
            case INTRA_8X8 -> new Color(0xf4511e);
            case INTRA_4X4 -> new Color(0xe53935);
            case SAMPLES -> new Color(0x8e24aa);
        };
    }

    private static void legend(Graphics2D g, FrameReport report) {
        g.setComposite(AlphaComposite.SrcOver);
        int x = 4;
        for (var kind : FrameReport.Kind.values()) {
            int count = 0;
            long bits = 0;
            for (int i = 0; i < report.macroblocks(); i++) {
                if (report.kind(i) == kind) {
                    count++;
                    bits += report.bits(i);
                }
            }
            var colour = colour(kind);
            g.setColor(colour == null ? Color.GRAY : colour);
            g.fillRect(x, report.height() + 6, 12, 12);
            g.setColor(Color.WHITE);
            var text = "%s %d (%d bits)".formatted(kind.label(), count, bits);
            g.drawString(text, x + 16, report.height() + 17);
            x += 30 + g.getFontMetrics().stringWidth(text);
        }
    }
}
