package stream.bench.clip;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/// Textured things that move and turn over a still, textured ground.
final class MotionPainter implements Clip.Painter {
    private final BufferedImage ground;
    private final List<BufferedImage> sprites =
            IntStream.range(0, 4).mapToObj(i -> Noise.picture(120, 120, 20 + i)).toList();

    MotionPainter(int width, int height) {
        ground = Noise.picture(width, height, 9);
    }

    @Override
    public void paint(BufferedImage image, int time) {
        var g = image.createGraphics();
        Text.smooth(g);
        g.setRenderingHint(java.awt.RenderingHints.KEY_INTERPOLATION, java.awt.RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(ground, 0, 0, null);
        for (int i = 0; i < sprites.size(); i++) {
            double t = time / 30.0 * (0.6 + i * 0.35) + i;
            var place = AffineTransform.getTranslateInstance(580 + 420 * Math.sin(t), 300 + 240 * Math.cos(t * 1.3));
            if (i % 2 == 1) {
                place.rotate(t * 0.5, 60, 60);
            }
            g.drawImage(sprites.get(i), place, null);
        }
        g.setColor(Color.WHITE);
        g.fillOval(time * 9 % 1280, 600, 60, 60);
        g.dispose();
    }
}
