package stream.client.sound;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import stream.common.sound.SoundFormat;

/// A source of PulseAudio, or of PipeWire that answers in its place. Java's own sound sees neither the
/// monitors, which give what is played, nor the names that people know; so `pactl` lists the sources
/// and `parec` reads them.
record PulseInput(Kind kind, String id, String name) implements SoundInput {
    private static final String DEFAULT_SOURCE = "@DEFAULT_SOURCE@";
    private static final String DEFAULT_MONITOR = "@DEFAULT_MONITOR@";
    /// What a server answers that is not there to answer.
    private static final long PATIENCE_SECONDS = 3;
    /// Far above what any computer's sound cards take to be described.
    private static final int MOST_BYTES = 1 << 20;
    /// Larger fragments would come later, smaller ones wake this program more often.
    private static final int FRAGMENT_MILLIS = SoundFormat.BLOCK_MILLIS;

    /// The sources of the server; none when there is no server or no `pactl`.
    static List<SoundInput> all() {
        try {
            return parse(listing());
        } catch (IOException _) {
            return List.of();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static String listing() throws IOException, InterruptedException {
        var builder = new ProcessBuilder("pactl", "list", "sources").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        // The process is ended when it takes too long, which ends the reading too.
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).whenComplete((_, late) -> {
            if (late != null) {
                process.destroyForcibly();
            }
        });
        try (var out = process.getInputStream()) {
            var text = new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            process.destroy();
            return text;
        }
    }

    /// Reads what `pactl list sources` writes: a paragraph for each source, in which these lines count.
    ///
    /// ```
    /// Source #0
    ///         Name: alsa_output.pci-0000_00_1f.3.analog-stereo.monitor
    ///         Description: Monitor of Built-in Audio
    ///         Monitor of Sink: alsa_output.pci-0000_00_1f.3.analog-stereo
    /// ```
    ///
    /// The sink is `n/a` when the source is none's monitor.
    static List<SoundInput> parse(String listing) {
        var microphones = new ArrayList<SoundInput>();
        var monitors = new ArrayList<SoundInput>();
        var name = "";
        var description = "";
        for (var line : listing.lines().map(String::strip).toList()) {
            if (line.startsWith("Source #")) {
                name = "";
                description = "";
            } else if (line.startsWith("Name: ")) {
                name = after(line);
            } else if (line.startsWith("Description: ")) {
                description = after(line);
            } else if (line.startsWith("Monitor of Sink: ") && !name.isEmpty()) {
                boolean microphone = after(line).equals("n/a");
                var kind = microphone ? Kind.MICROPHONE : Kind.SYSTEM;
                (microphone ? microphones : monitors)
                        .add(new PulseInput(kind, name, description.isEmpty() ? name : description));
            }
        }
        var all = new ArrayList<SoundInput>();
        if (!microphones.isEmpty()) {
            all.add(new PulseInput(Kind.MICROPHONE, DEFAULT_SOURCE, "default"));
            all.addAll(microphones);
        }
        if (!monitors.isEmpty()) {
            all.add(new PulseInput(Kind.SYSTEM, DEFAULT_MONITOR, "default"));
            all.addAll(monitors);
        }
        return all;
    }

    private static String after(String line) {
        return line.substring(line.indexOf(": ") + 2);
    }

    @Override
    public boolean followsSystem() {
        return id.startsWith("@");
    }

    @Override
    public SoundSource open() throws SoundException {
        return new RecorderSource(List.of(
                "parec",
                "--raw",
                "--device=" + id,
                "--client-name=Ström",
                "--format=s16le",
                "--rate=" + SoundFormat.FRAMES_PER_SECOND,
                "--channels=" + SoundFormat.CHANNELS,
                "--latency-msec=" + FRAGMENT_MILLIS));
    }
}
