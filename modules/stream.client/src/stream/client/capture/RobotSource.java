package stream.client.capture;

import java.awt.AWTException;
import java.awt.Image;
import java.awt.MouseInfo;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/// Takes pictures of a screen with AWT's [Robot], which works wherever Java has a desktop.
///
/// Robot makes a new image for every picture. Under X11 it is about ten times faster where GTK 3 is
/// installed.
public final class RobotSource implements CaptureSource {
    /// How many pictures to take between two looks at whether the screen has changed its size.
    private static final int PICTURES_PER_LOOK = 30;

    private final Area area;
    private final Robot robot;
    private final Pointer pointer = new Pointer();
    private boolean pointerShown = true;
    private Rectangle bounds;
    private double scale;
    private int untilLook;

    /// @throws CaptureException when the desktop allows no capturing
    public RobotSource(Area area) throws CaptureException {
        this.area = area;
        try {
            robot = new Robot(area.screen().device());
        } catch (AWTException | SecurityException e) {
            throw new CaptureException("This desktop does not let programs see the screen.", e);
        }
    }

    @Override
    public String name() {
        return "robot";
    }

    @Override
    public void capture(Frame frame) throws CaptureException {
        if (untilLook-- <= 0) {
            scale = area.screen().device().getDefaultConfiguration().getDefaultTransform().getScaleX();
            bounds = units(area.pixels(), scale);
            untilLook = PICTURES_PER_LOOK;
        }
        var image = takePicture();
        frame.resize(image.getWidth(), image.getHeight());
        if (image.getRaster().getDataBuffer() instanceof DataBufferInt data) {
            System.arraycopy(data.getData(), 0, frame.pixels(), 0, frame.pixels().length);
        } else {
            image.getRGB(0, 0, frame.width(), frame.height(), frame.pixels(), 0, frame.width());
        }
        if (pointerShown) {
            drawPointer(frame);
        }
    }

    @Override
    public void pointer(PointerStyle style) {
        pointerShown = style != PointerStyle.HIDDEN;
    }

    /// The same place in the desktop's units, which Robot counts in.
    private static Rectangle units(Rectangle pixels, double scale) {
        return new Rectangle(
                (int) Math.round(pixels.x / scale),
                (int) Math.round(pixels.y / scale),
                (int) Math.round(pixels.width / scale),
                (int) Math.round(pixels.height / scale));
    }

    /// The picture in the screen's own pixels, the largest of those that Robot offers.
    private BufferedImage takePicture() throws CaptureException {
        Image largest;
        try {
            var variants = robot.createMultiResolutionScreenCapture(bounds).getResolutionVariants();
            largest = variants.getLast();
        } catch (SecurityException e) {
            throw new CaptureException("This desktop does not let programs see the screen.", e);
        }
        if (largest instanceof BufferedImage image) {
            return image;
        }
        throw new CaptureException("The desktop gave a picture that cannot be read.");
    }

    private void drawPointer(Frame frame) {
        var info = MouseInfo.getPointerInfo();
        if (info == null) {
            return;
        }
        var at = info.getLocation();
        if (bounds.contains(at)) {
            pointer.draw(frame, (at.x - bounds.x) * scale, (at.y - bounds.y) * scale, scale);
        }
    }

    @Override
    public void close() {
        // Robot holds nothing that has to be given back.
    }
}
