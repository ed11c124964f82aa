package stream.client.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import stream.client.capture.CaptureException;
import stream.client.capture.FrameLoop;
import stream.client.capture.PointerStyle;
import stream.client.capture.Screen;
import stream.client.capture.SizeLimit;
import stream.client.capture.X11Windows;
import stream.client.publish.Broadcast;
import stream.client.publish.BroadcastEvent;
import stream.client.publish.Setback;
import stream.client.publish.VideoSettings;
import stream.client.scene.Scene;
import stream.client.settings.SettingsFile;
import stream.client.source.Subject;
import stream.client.source.Webcam;
import stream.common.video.VideoEncoderProvider;

/// `stream-client publish`: streams without a window, and says on the standard output what
/// happens, one line for each event and one for each second.
public final class PublishCommand {
    /// A stream that is stopped gets this long to say goodbye.
    private static final Duration GOODBYE = Duration.ofSeconds(4);

    private final PublishArguments arguments;
    private final SettingsFile file;
    private final StatusLines out;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<ExitCode> result = new AtomicReference<>(ExitCode.DONE);
    private volatile Broadcast broadcast;

    private PublishCommand(PublishArguments arguments, SettingsFile file, StatusLines out) {
        this.arguments = arguments;
        this.file = file;
        this.out = out;
    }

    /// @param file what the window was last used with
    public static ExitCode run(List<String> arguments, SettingsFile file, PrintStream out)
            throws UsageException, InterruptedException {
        return new PublishCommand(PublishArguments.parse(arguments, file), file, new StatusLines(out)).stream();
    }

    private ExitCode stream() throws UsageException, InterruptedException {
        var encoders = ServiceLoader.load(VideoEncoderProvider.class).findFirst();
        if (encoders.isEmpty()) {
            out.line("error", "This program was built without an encoder.");
            return ExitCode.FAILED;
        }
        if (!screenIsThere()) {
            out.line("error", "There is no screen here. On Linux, set DISPLAY.");
            return ExitCode.NO_SCREEN;
        }
        if (arguments.server().exposesKey()) {
            out.line("warning", "This address is not encrypted. Others on the network can read the stream key.");
        }
        try (var sound = arguments.sound().isWanted() ? PublishSound.open(arguments.sound(), out) : null;
                var loop = new FrameLoop(
                        opener(arguments.scene()), arguments.framesPerSecond(), this::captureFailed)) {
            loop.pointer(arguments.pointer());
            if (arguments.pointer() == PointerStyle.CLICKS && !X11Windows.areTold()) {
                out.line("pointer", "Clicks are not marked here: only X11 tells programs of them.");
            }
            loop.start();
            broadcast = new Broadcast(
                    arguments.server(), arguments.key(), loop, encoders.get(), settings(), this::happened);
            var goodbye = Thread.ofPlatform().unstarted(this::sayGoodbye);
            Runtime.getRuntime().addShutdownHook(goodbye);
            if (sound != null) {
                sound.addTo(broadcast);
            }
            broadcast.start();
            if (arguments.readsChat() || arguments.readsCommands()) {
                new Console(arguments, file, out, loop, sound, broadcast, this::opener).start();
            }
            report(loop, sound);
        }
        return result.get();
    }

    private FrameLoop.Opener opener(Scene scene) {
        return () -> scene.open(arguments.capturing(), this::captureFailed);
    }

    /// Whether the screen to show, if it is one, is there.
    private boolean screenIsThere() throws UsageException {
        if (arguments.scene().subject() instanceof Subject.Window && !X11Windows.areTold()) {
            throw new UsageException("--window takes X11: no other desktop tells programs of windows."
                    + " --screen and --region work everywhere.");
        }
        if (arguments.scene().subject() instanceof Subject.Camera && !Webcam.isReadHere()) {
            throw new UsageException("--webcam takes Linux with 64 bits; elsewhere --program shows one through ffmpeg.");
        }
        int wanted = switch (arguments.scene().subject()) {
            case Subject.WholeScreen whole -> whole.screen();
            case Subject.Part part -> part.screen();
            case Subject.Window _, Subject.Camera _, Subject.Image _, Subject.Program _ -> -1;
        };
        int screens = Screen.all().size();
        if (screens > 0 && wanted >= screens) {
            throw new UsageException("There is no screen " + wanted + "; the last is " + (screens - 1) + ".");
        }
        return wanted < screens;
    }

    private VideoSettings settings() {
        var source = arguments.scene().subject().size().orElse(SizeLimit.USUAL);
        var size = arguments.size().fit(source.width(), source.height());
        int kbps = arguments.bitrateKbps() > 0
                ? arguments.bitrateKbps()
                : VideoSettings.suitableKbps(size, arguments.framesPerSecond());
        return new VideoSettings(arguments.size(), arguments.framesPerSecond(), kbps, arguments.layers());
    }

    /// One line a second until the stream is over.
    ///
    /// @param sound `null` for a stream without
    private void report(FrameLoop loop, PublishSound sound) throws InterruptedException {
        while (!over.await(1, TimeUnit.SECONDS)) {
            var figures = broadcast.figures();
            out.figures(figures, loop.sourceName());
            if (sound != null) {
                sound.report();
            }
            if (arguments.seconds() > 0 && figures.live().toSeconds() >= arguments.seconds()) {
                broadcast.stop();
                broadcast.awaitEnd(GOODBYE);
                return;
            }
        }
    }

    private void happened(BroadcastEvent event) {
        out.event(event);
        switch (event) {
            case BroadcastEvent.Waiting waiting when !arguments.retries() -> end(waiting.setback());
            case BroadcastEvent.Ended ended -> {
                ended.setback().ifPresent(this::end);
                over.countDown();
            }
            default -> {
                // Nothing more than the line.
            }
        }
    }

    private void end(Setback setback) {
        result.compareAndSet(ExitCode.DONE, ExitCode.of(setback.kind()));
        broadcast.stop();
    }

    private void captureFailed(CaptureException failure) {
        out.line("capture", failure.getMessage());
    }

    /// When the program is asked to end: closes the stream, so that viewers are told at once.
    private void sayGoodbye() {
        broadcast.stop();
        try {
            broadcast.awaitEnd(GOODBYE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
