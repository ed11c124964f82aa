package stream.client.scene;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import stream.client.capture.CaptureException;
import stream.client.capture.CaptureSource;
import stream.client.capture.Capturing;
import stream.client.capture.Frame;
import stream.client.capture.PointerStyle;

/// Takes the pictures of one source and lays others over them.
final class SceneSource implements CaptureSource {
    private static final DateTimeFormatter HOURS_AND_MINUTES = DateTimeFormatter.ofPattern("HH:mm");

    private final CaptureSource beneath;
    private final List<OverlayPainter> painters;

    SceneSource(CaptureSource beneath, List<Overlay> overlays, Capturing how, Consumer<CaptureException> onFailure) {
        this(beneath, overlays, how, onFailure, System::nanoTime, LocalTime::now);
    }

    SceneSource(
            CaptureSource beneath,
            List<Overlay> overlays,
            Capturing how,
            Consumer<CaptureException> onFailure,
            LongSupplier nanoTime,
            Supplier<LocalTime> timeOfDay) {
        this.beneath = beneath;
        painters = overlays.stream()
                .<OverlayPainter>map(overlay -> switch (overlay) {
                    case Overlay.Inset inset ->
                        new InsetPainter(inset, () -> inset.subject().open(how), onFailure, nanoTime);
                    case Overlay.Caption(var corner, int percent, var text) ->
                        new TextPainter(corner, percent, () -> text);
                    case Overlay.Clock(var corner, int percent) ->
                        new TextPainter(corner, percent, new Minutes(timeOfDay));
                })
                .toList();
    }

    /// The time in words that stay the same object for a minute.
    private static final class Minutes implements Supplier<String> {
        private final Supplier<LocalTime> timeOfDay;
        private LocalTime written;
        private String words;

        Minutes(Supplier<LocalTime> timeOfDay) {
            this.timeOfDay = timeOfDay;
        }

        @Override
        public String get() {
            var now = timeOfDay.get().truncatedTo(ChronoUnit.MINUTES);
            if (!now.equals(written)) {
                written = now;
                words = HOURS_AND_MINUTES.format(now);
            }
            return words;
        }
    }

    @Override
    public String name() {
        return beneath.name();
    }

    @Override
    public boolean isReady() throws CaptureException {
        return beneath.isReady();
    }

    @Override
    public void capture(Frame frame) throws CaptureException {
        beneath.capture(frame);
        painters.forEach(painter -> painter.draw(frame));
    }

    @Override
    public boolean mayHaveChanged() throws CaptureException {
        // Whoever is asked may forget that it was: nobody is passed over.
        boolean changed = beneath.mayHaveChanged();
        for (var painter : painters) {
            changed |= painter.mayHaveChanged();
        }
        return changed;
    }

    @Override
    public void pointer(PointerStyle style) {
        beneath.pointer(style);
    }

    @Override
    public void close() {
        painters.forEach(OverlayPainter::close);
        beneath.close();
    }
}
