package stream.client.capture;

import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/// A screen of this computer as the desktop describes it at the moment.
///
/// @param index its number, from 0 on, as `--screen` takes it
/// @param name what the platform calls it
/// @param bounds where it lies on the desktop, in the desktop's units
/// @param scale pixels to a unit, 2 on many high-resolution screens
/// @param primary whether it is the one with the menu or the task bar
public record Screen(int index, String name, Rectangle bounds, double scale, boolean primary) {

    /// The width in pixels.
    public int width() {
        return (int) Math.round(bounds.width * scale);
    }

    /// The height in pixels.
    public int height() {
        return (int) Math.round(bounds.height * scale);
    }

    /// The screens there are; none where there is no desktop.
    public static List<Screen> all() {
        if (GraphicsEnvironment.isHeadless()) {
            return List.of();
        }
        var environment = GraphicsEnvironment.getLocalGraphicsEnvironment();
        var primary = environment.getDefaultScreenDevice();
        var screens = new ArrayList<Screen>();
        for (var device : environment.getScreenDevices()) {
            screens.add(of(screens.size(), device, device.equals(primary)));
        }
        return List.copyOf(screens);
    }

    /// The screen with this number.
    ///
    /// @throws CaptureException when there is none
    public static Screen at(int index) throws CaptureException {
        var screens = all();
        if (index >= screens.size()) {
            throw new CaptureException(
                    screens.isEmpty() ? "There is no screen here." : "There is no screen " + index + " here.");
        }
        return screens.get(index);
    }

    private static Screen of(int index, GraphicsDevice device, boolean primary) {
        var configuration = device.getDefaultConfiguration();
        return new Screen(
                index,
                device.getIDstring(),
                configuration.getBounds(),
                configuration.getDefaultTransform().getScaleX(),
                primary);
    }

    /// The device that this screen stands for, found anew since screens come and go.
    ///
    /// @throws CaptureException when it is gone
    GraphicsDevice device() throws CaptureException {
        var devices = GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices();
        if (index >= devices.length) {
            throw new CaptureException("Screen " + index + " is not there any more.");
        }
        return devices[index];
    }
}
