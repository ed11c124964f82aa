package stream.client.capture;

import java.awt.Rectangle;
import java.util.Optional;

/// What is seen of a screen: all of it, or a region.
public record Area(Screen screen, Optional<Region> region) {

    public static Area whole(Screen screen) {
        return new Area(screen, Optional.empty());
    }

    /// Where the area lies on the desktop at the moment, in pixels. Of a region that reaches over the
    /// screen's edge it is the part on the screen.
    ///
    /// @throws CaptureException when the screen is gone, or the region lies outside it
    Rectangle pixels() throws CaptureException {
        var configuration = screen.device().getDefaultConfiguration();
        var units = configuration.getBounds();
        double scale = configuration.getDefaultTransform().getScaleX();
        var all = new Rectangle(
                (int) Math.round(units.x * scale),
                (int) Math.round(units.y * scale),
                (int) Math.round(units.width * scale),
                (int) Math.round(units.height * scale));
        return region.isPresent() ? region.get().on(all) : all;
    }
}
