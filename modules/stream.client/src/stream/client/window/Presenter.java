package stream.client.window;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import stream.client.capture.CaptureException;
import stream.client.capture.Capturing;
import stream.client.capture.FrameLoop;
import stream.client.capture.PointerStyle;
import stream.client.capture.Screen;
import stream.client.publish.Broadcast;
import stream.client.publish.BroadcastEvent;
import stream.client.settings.Settings;
import stream.client.settings.SettingsFile;
import stream.client.sound.SoundException;
import stream.client.sound.SoundInput;
import stream.client.sound.SoundInputs;
import stream.client.sound.SoundLoop;
import stream.common.sound.SoundEncoderProvider;
import stream.common.video.VideoEncoderProvider;

/// Joins the window to the stream: what the user presses to what happens, and what happens to what
/// the panels show.
///
/// **Threads.** The event thread, save where a method says otherwise.
public final class Presenter {
    private static final System.Logger LOG = System.getLogger(Presenter.class.getName());
    private static final int TICK_MILLIS = 1000;
    private static final long LIVELY_PREVIEW_MILLIS = 100;
    /// Enough to see that it works, little enough not to be felt.
    private static final long CALM_PREVIEW_MILLIS = 500;
    /// Ctrl+1 to Ctrl+9 choose scenes.
    private static final int SCENE_KEYS = 9;
    private static final Duration GOODBYE = Duration.ofSeconds(3);

    private final SettingsFile file;
    private final List<Screen> screens = Screen.all();
    private Settings settings;
    private Texts texts;
    private Palette palette;
    private StreamWindow window;
    private Header header;
    private Banner banner;
    private PreviewPanel preview;
    private FiguresPanel figures;
    private SettingsPanel form;
    private SoundPanel sound;
    private ChatPanel chat;
    private Optional<Tray> tray = Optional.empty();
    private PreviewOutlet previewOutlet;
    private FrameLoop loop;
    private Broadcast broadcast;
    private final Optional<VideoEncoderProvider> encoders = ServiceLoader.load(VideoEncoderProvider.class).findFirst();
    private final Optional<SoundEncoderProvider> soundEncoders = ServiceLoader.load(SoundEncoderProvider.class).findFirst();
    private final Browser browser = new Browser(address -> banner.say(address));
    private final SoundLoop soundLoop = new SoundLoop(this::soundFailed);
    private Optional<List<SoundInput>> soundInputs = Optional.empty();
    private StreamState state = StreamState.START;
    private boolean hidden;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Presenter(SettingsFile file, Settings settings, Palette palette) {
        this.file = file;
        this.settings = settings;
        this.palette = palette;
    }

    /// Opens the window. From any thread.
    ///
    /// @param usualServer filled in where the user has not chosen one yet, maybe empty
    /// @param live whether to go live at once
    /// @return reaches zero when the window was closed and the stream has ended
    public static CountDownLatch open(SettingsFile file, String usualServer, boolean live) {
        var settings = Settings.DEFAULTS;
        try {
            settings = file.load();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the settings cannot be read: " + e.getMessage());
        }
        if (settings.server().isEmpty()) {
            settings = settings.withServer(usualServer);
        }
        var presenter = new Presenter(file, settings, Theme.palette(settings.appearance()));
        SwingUtilities.invokeLater(() -> {
            presenter.build();
            presenter.findSound();
            presenter.encoders.ifPresent(provider -> Thread.startVirtualThread(provider::prepare));
            new Timer(TICK_MILLIS, _ -> presenter.tick()).start();
            if (live) {
                presenter.start();
            }
        });
        return presenter.closed;
    }

    /// Makes the window, or makes it anew after the appearance or the language changed.
    private void build() {
        var bounds = window == null ? null : window.getBounds();
        if (window != null) {
            window.dispose();
        }
        Theme.install(palette);
        texts = Texts.of(settings.language());
        window = new StreamWindow(texts, palette);
        header = new Header(
                texts, palette, this::openPage,
                new ChoicesButton(texts, settings, this::chooseAppearance, this::chooseLanguage));
        banner = new Banner(texts, palette, this::tryNow, this::openDashboard);
        preview = new PreviewPanel(texts);
        figures = new FiguresPanel(texts, palette);
        form = new SettingsPanel(texts, palette, screens, settings, this::toggle, this::showScene, this::showPointer,
                this::toggleHidden);
        sound = new SoundPanel(texts, palette, soundLoop, settings.sound());
        sound.setVisible(soundEncoders.isPresent());
        soundInputs.ifPresent(sound::offer);
        chat = new ChatPanel(texts, palette, line -> broadcast != null && broadcast.say(line));
        window.fill(header, banner, preview, figures, sound, form, chat);
        window.onClose(this::close);
        window.onAttention(this::pacePreview);
        window.onKey("F8", this::toggleHidden);
        for (int i = 0; i < SCENE_KEYS; i++) {
            int number = i;
            window.onKey("control " + (i + 1), () -> form.takeScene(number));
        }
        if (bounds == null) {
            window.setLocationRelativeTo(null);
        } else {
            window.setBounds(bounds);
        }
        window.setVisible(true);
        placeTray();
        form.button().requestFocusInWindow();
        showScene();
        showState();
    }

    /// Takes up the sound that was chosen last time, once it is known what there is.
    private void findSound() {
        if (soundEncoders.isEmpty()) {
            return;
        }
        soundLoop.start();
        Thread.startVirtualThread(() -> {
            var found = SoundInputs.all();
            SwingUtilities.invokeLater(() -> {
                soundInputs = Optional.of(found);
                sound.offer(found);
            });
        });
    }

    private void chooseAppearance(Settings.Appearance chosen) {
        settings = filledIn().withAppearance(chosen);
        // Asking the desktop may take a moment.
        Thread.startVirtualThread(() -> {
            var fresh = Theme.palette(chosen);
            SwingUtilities.invokeLater(() -> rebuildWith(fresh));
        });
    }

    private void chooseLanguage(Settings.Language chosen) {
        settings = filledIn().withLanguage(chosen);
        rebuildWith(palette);
    }

    private void rebuildWith(Palette chosen) {
        palette = chosen;
        save();
        build();
    }

    /// Shows what was chosen, in the preview and, when live, to everybody.
    private void showScene() {
        form.showHidden(hidden);
        var scene = form.scene();
        if (scene.isEmpty()) {
            preview.say(texts.text("trouble.no.screen"));
            return;
        }
        form.show(state);
        FrameLoop.Opener opener = () -> scene.get().open(Capturing.AUTO, this::overlayFailed);
        if (loop == null || !state.isOn() && loop.framesPerSecond() != form.framesPerSecond()) {
            if (loop != null) {
                loop.close();
            }
            loop = new FrameLoop(opener, form.framesPerSecond(), this::captureFailed);
            loop.pointer(form.pointer());
            hideOrShow();
            loop.start();
        } else {
            hideOrShow();
            loop.switchTo(opener);
            if (previewOutlet != null) {
                loop.remove(previewOutlet);
            }
        }
        previewOutlet = new PreviewOutlet(preview::show);
        pacePreview();
        loop.add(previewOutlet);
    }

    private void showPointer(PointerStyle style) {
        if (loop != null) {
            loop.pointer(style);
        }
    }

    private void toggleHidden() {
        if (loop != null) {
            hidden = !hidden;
            form.showHidden(hidden);
            hideOrShow();
            showTray();
        }
    }

    private void hideOrShow() {
        if (hidden) {
            loop.hide(texts.text("curtain"));
        } else {
            loop.show();
        }
    }

    private void pacePreview() {
        if (previewOutlet != null) {
            previewOutlet.pace(
                    window.isMinimised() ? 0 : window.isActive() ? LIVELY_PREVIEW_MILLIS : CALM_PREVIEW_MILLIS);
        }
    }

    /// On the loop's thread.
    private void captureFailed(CaptureException failure) {
        SwingUtilities.invokeLater(() -> preview.say(texts.text("capture." + failure.kind(), failure.detail())));
    }

    /// On the loop's thread.
    private void overlayFailed(CaptureException failure) {
        SwingUtilities.invokeLater(() -> chat.note(texts.text("capture." + failure.kind(), failure.detail())));
    }

    private void toggle() {
        if (state.isOn()) {
            broadcast.stop();
        } else {
            start();
        }
    }

    private void start() {
        if (encoders.isEmpty()) {
            banner.say(texts.text("trouble.no.encoder"));
            return;
        }
        settings = filledIn();
        save();
        var missing = form.missing();
        if (missing.isPresent()) {
            banner.say(texts.text(missing.get()));
            return;
        }
        header.reset();
        chat.clear();
        showScene();
        broadcast = new Broadcast(
                form.serverAddress(), form.streamKey(), loop, encoders.get(), form.videoSettings(), this::happened);
        soundEncoders.ifPresent(provider -> broadcast.addSound(soundLoop, provider));
        broadcast.start();
    }

    private Settings filledIn() {
        return form.settings(settings).withSound(sound.settings());
    }

    /// On threads of the sound.
    private void soundFailed(SoundInput input, SoundException failure) {
        SwingUtilities.invokeLater(() -> sound.showFailure(input, failure));
    }

    private void save() {
        try {
            file.save(settings);
        } catch (IOException e) {
            banner.say(texts.text("trouble.settings", e.getMessage()));
        }
    }

    /// On threads of the stream.
    private void happened(BroadcastEvent event) {
        SwingUtilities.invokeLater(() -> {
            state = state.after(event, System.nanoTime());
            switch (event) {
                case BroadcastEvent.ChatLines lines -> chat.add(lines.lines());
                case BroadcastEvent.ChatRemoved removed -> chat.remove(removed.ids());
                case BroadcastEvent.Notice notice -> chat.note(notice.text());
                case BroadcastEvent.Ended _ -> figures.clear();
                default -> {
                    // The state says it all.
                }
            }
            showState();
            if (event instanceof BroadcastEvent.Connecting connecting && connecting.attempt() == 1) {
                // What one types next is meant for the chat, and must not press Stop.
                chat.takeFocus();
            }
        });
    }

    /// The words of the language that is chosen now.
    private void placeTray() {
        tray.ifPresent(Tray::remove);
        tray = Tray.place(texts, palette, new Tray.Actions(
                this::toggle, this::toggleHidden, this::toggleMicrophone, this::showWindow, this::close));
        showTray();
    }

    private void showTray() {
        tray.ifPresent(place -> place.show(
                state, hidden, soundLoop.chosen(SoundInput.Kind.MICROPHONE).isPresent(),
                soundLoop.isMuted(SoundInput.Kind.MICROPHONE)));
    }

    private void toggleMicrophone() {
        sound.toggleMicrophone();
        showTray();
    }

    private void showWindow() {
        window.comeForward();
    }

    private void showState() {
        showTray();
        header.show(state);
        banner.show(state, System.nanoTime());
        form.show(state);
        chat.show(state);
    }

    private void tick() {
        showTray();
        if (state.isOn()) {
            var now = broadcast.figures();
            header.show(now);
            if (state.phase() == StreamState.Phase.LIVE) {
                figures.show(now, loop.sourceName());
            } else {
                figures.clear();
            }
            banner.show(state, System.nanoTime());
        }
    }

    private void tryNow() {
        broadcast.tryNow();
    }

    private void openPage() {
        var server = form.serverAddress();
        state.channel().flatMap(channel -> server.channelPage(channel.name()))
                .ifPresent(page -> browser.openPage(server, page));
    }

    private void openDashboard() {
        browser.openPage(form.serverAddress(), form.serverAddress().dashboardPage());
    }

    private void close() {
        if (state.isOn()) {
            // From the tray it may be minimised, and the question with it.
            window.comeForward();
            if (!window.confirmsEnd()) {
                return;
            }
        }
        settings = filledIn();
        save();
        window.dispose();
        tray.ifPresent(Tray::remove);
        Thread.ofPlatform().start(this::end);
    }

    /// Off the event thread, as saying goodbye to the server takes a moment.
    private void end() {
        if (broadcast != null) {
            broadcast.stop();
            try {
                broadcast.awaitEnd(GOODBYE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        soundLoop.close();
        closed.countDown();
    }
}
