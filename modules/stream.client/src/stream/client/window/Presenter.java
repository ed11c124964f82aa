package stream.client.window;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import stream.client.capture.CaptureException;
import stream.client.capture.Capturing;
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
    private Panels panels;
    private final LivePicture picture = new LivePicture(this::captureFailed);
    private Optional<Tray> tray = Optional.empty();
    private Broadcast broadcast;
    private final Optional<VideoEncoderProvider> encoders = ServiceLoader.load(VideoEncoderProvider.class).findFirst();
    private final Optional<SoundEncoderProvider> soundEncoders = ServiceLoader.load(SoundEncoderProvider.class).findFirst();
    private final Browser browser = new Browser(address -> panels.banner().say(address));
    private final SoundLoop soundLoop = new SoundLoop(this::soundFailed);
    private Optional<List<SoundInput>> soundInputs = Optional.empty();
    private StreamState state = StreamState.START;
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
        var form = new SettingsPanel(
                texts, palette, screens, settings, this::start, this::showScene, picture::pointer);
        panels = new Panels(
                new Header(texts, palette, this::openPage, window::toggleChat,
                        new ChoicesButton(texts, settings, this::chooseAppearance, this::chooseLanguage)),
                new Banner(texts, palette, this::tryNow, this::openDashboard),
                new PreviewPanel(texts),
                new FiguresPanel(texts, palette),
                new SoundPanel(texts, palette, soundLoop, settings.sound()),
                form,
                new StartBar(texts, palette, form.connection().note(), this::toggle, this::toggleHidden),
                new ChatPanel(texts, palette, message -> broadcast != null && broadcast.say(message), this::openLink));
        panels.sound().setVisible(soundEncoders.isPresent());
        soundInputs.ifPresent(panels.sound()::offer);
        window.fill(panels);
        window.onClose(this::close);
        window.onAttention(this::pacePreview);
        window.onKey("F8", this::toggleHidden);
        for (int i = 0; i < SCENE_KEYS; i++) {
            int number = i;
            window.onKey("control " + (i + 1), () -> panels.form().takeScene(number));
        }
        if (bounds == null) {
            window.setLocationRelativeTo(null);
        } else {
            window.setBounds(bounds);
        }
        window.setVisible(true);
        placeTray();
        panels.start().takeFocus();
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
                panels.sound().offer(found);
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
        var form = panels.form();
        panels.start().showHidden(picture.isHidden());
        var scene = form.scene();
        panels.start().show(state, scene.isPresent());
        if (scene.isEmpty()) {
            panels.preview().say(texts.text("trouble.no.screen"));
            return;
        }
        picture.show(
                () -> scene.get().open(Capturing.AUTO, this::overlayFailed), form.framesPerSecond(), state.isOn(),
                form.pointer(), texts.text("curtain"), panels.preview()::show);
        pacePreview();
    }

    private void toggleHidden() {
        picture.toggleHidden(texts.text("curtain"));
        panels.start().showHidden(picture.isHidden());
        showTray();
    }

    private void pacePreview() {
        picture.pacePreview(window.isMinimised() ? 0 : window.isActive() ? LIVELY_PREVIEW_MILLIS : CALM_PREVIEW_MILLIS);
    }

    /// On the loop's thread.
    private void captureFailed(CaptureException failure) {
        SwingUtilities.invokeLater(() -> panels.preview().say(texts.text("capture." + failure.kind(), failure.detail())));
    }

    /// On the loop's thread.
    private void overlayFailed(CaptureException failure) {
        SwingUtilities.invokeLater(() -> panels.chat().note(texts.text("capture." + failure.kind(), failure.detail())));
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
            panels.banner().say(texts.text("trouble.no.encoder"));
            return;
        }
        var connection = panels.form().connection();
        connection.settle();
        settings = filledIn();
        save();
        var missing = connection.missing();
        if (missing.isPresent()) {
            panels.banner().say(texts.text(missing.get()));
            connection.leadToMissing();
            return;
        }
        panels.header().reset();
        panels.chat().clear();
        showScene();
        broadcast = new Broadcast(
                connection.serverAddress(), connection.streamKey(), picture.loop(), encoders.get(),
                panels.form().videoSettings(), this::happened);
        soundEncoders.ifPresent(provider -> broadcast.addSound(soundLoop, provider));
        broadcast.start();
    }

    private Settings filledIn() {
        return panels.form().settings(settings).withSound(panels.sound().settings());
    }

    /// On threads of the sound.
    private void soundFailed(SoundInput input, SoundException failure) {
        SwingUtilities.invokeLater(() -> panels.sound().showFailure(input, failure));
    }

    private void save() {
        try {
            file.save(settings);
        } catch (IOException e) {
            panels.banner().say(texts.text("trouble.settings", e.getMessage()));
        }
    }

    /// On threads of the stream.
    private void happened(BroadcastEvent event) {
        SwingUtilities.invokeLater(() -> {
            state = state.after(event, System.nanoTime());
            switch (event) {
                case BroadcastEvent.ChatLines lines -> panels.chat().add(lines.lines());
                case BroadcastEvent.ChatRemoved removed -> panels.chat().remove(removed.ids());
                case BroadcastEvent.Notice notice -> panels.chat().note(notice.text());
                case BroadcastEvent.Live _ -> panels.form().connection().unfold(false);
                case BroadcastEvent.Ended _ -> panels.figures().clear();
                default -> {
                    // The state says it all.
                }
            }
            showState();
            if (event instanceof BroadcastEvent.Connecting connecting && connecting.attempt() == 1) {
                // What one types next is meant for the chat, and must not press Stop.
                panels.chat().takeFocus();
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
                state, picture.isHidden(), soundLoop.chosen(SoundInput.Kind.MICROPHONE).isPresent(),
                soundLoop.isMuted(SoundInput.Kind.MICROPHONE)));
    }

    private void toggleMicrophone() {
        panels.sound().toggleMicrophone();
        showTray();
    }

    private void showWindow() {
        window.comeForward();
    }

    private void showState() {
        showTray();
        window.show(state, liveFor());
        panels.header().show(state);
        panels.banner().show(state, System.nanoTime());
        panels.figures().setVisible(state.isOn());
        panels.form().show(state);
        panels.start().show(state, panels.form().scene().isPresent());
        panels.chat().show(state);
    }

    private Duration liveFor() {
        return state.isOn() && broadcast != null ? broadcast.figures().live() : Duration.ZERO;
    }

    private void tick() {
        showTray();
        if (state.isOn()) {
            var now = broadcast.figures();
            window.show(state, now.live());
            panels.header().show(now);
            if (state.phase() == StreamState.Phase.LIVE) {
                panels.figures().show(now, picture.loop().sourceName());
            } else {
                panels.figures().clear();
            }
            panels.banner().show(state, System.nanoTime());
        }
    }

    private void tryNow() {
        broadcast.tryNow();
    }

    private void openPage() {
        var server = panels.form().connection().serverAddress();
        state.channel().flatMap(channel -> server.channelPage(channel.name()))
                .ifPresent(page -> browser.openPage(server, page));
    }

    private void openDashboard() {
        var server = panels.form().connection().serverAddress();
        browser.openPage(server, server.dashboardPage());
    }

    /// A page of this server at once; one elsewhere after a question, as a click misses easily and the
    /// screen may be what others see.
    private void openLink(URI page) {
        if (Browser.isOn(panels.form().connection().serverAddress(), page) || window.confirmsLink(page)) {
            browser.openLink(page);
        }
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
