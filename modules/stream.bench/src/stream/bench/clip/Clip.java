package stream.bench.clip;

import java.awt.image.BufferedImage;

/// A moving picture, drawn frame by frame.
///
/// @param name of its file
/// @param frames how many there are, 30 a second
/// @param painter draws the frame of a moment over the one before
public record Clip(String name, int width, int height, int frames, Painter painter) {
    /// Draws a frame.
    public interface Painter {
        void paint(BufferedImage image, int time);
    }
}
