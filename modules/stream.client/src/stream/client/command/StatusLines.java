package stream.client.command;

import java.io.PrintStream;
import java.util.Locale;
import stream.client.publish.BroadcastEvent;
import stream.client.publish.Figures;
import stream.client.publish.Setback;
import stream.common.control.ChannelState;

/// Writes what happens as lines that both people and programs read: a word that says what it is, then
/// `name=value` pairs, and text in a person's language last.
///
/// ```
/// connecting attempt=1
/// live channel=bo viewers=0 title=Kodar en kodek
/// stats live=12 fps=29.9 pictures=30.0 kbps=412 aim=2500 rtt_ms=0.8 queue_ms=0.1 … size=1280x720
/// chat id=481 alva: hej!
/// lost kind=unreachable retry_ms=812 The server cannot be reached.
/// ended kind=wrong-key The server does not know this stream key.
/// ```
///
/// **Threads.** Any; each line is written whole.
final class StatusLines {
    private final PrintStream out;

    StatusLines(PrintStream out) {
        this.out = out;
    }

    void line(String what, String text) {
        synchronized (out) {
            out.println((what + " " + clean(text)).stripTrailing());
            out.flush();
        }
    }

    /// Control characters of others must not move a terminal's cursor.
    static String clean(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    void figures(Figures figures, String source) {
        line("stats", String.format(
                Locale.ROOT,
                "live=%d fps=%.1f pictures=%.1f held=%.1f kbps=%.0f aim=%d rtt_ms=%.1f queue_ms=%.1f"
                        + " capture_ms=%.1f encode_ms=%.1f coarse=%.0f%% size=%dx%d source=%s",
                figures.live().toSeconds(),
                figures.framesPerSecond(),
                figures.picturesPerSecond(),
                figures.heldPerSecond(),
                figures.kbps(),
                figures.aimKbps(),
                figures.roundTrip().toNanos() / 1e6,
                figures.queueing().toNanos() / 1e6,
                figures.capture().toNanos() / 1e6,
                figures.encode().toNanos() / 1e6,
                figures.coarse() * 100,
                figures.width(),
                figures.height(),
                source.isEmpty() ? "none" : source));
    }

    void event(BroadcastEvent event) {
        switch (event) {
            case BroadcastEvent.Connecting connecting -> line("connecting", "attempt=" + connecting.attempt());
            case BroadcastEvent.Live live -> line("live", channel(live.channel()));
            case BroadcastEvent.Waiting waiting -> line(
                    "lost",
                    "kind=" + name(waiting.setback()) + " retry_ms=" + waiting.delay().toMillis() + " "
                            + words(waiting.setback()));
            case BroadcastEvent.Ended ended -> line(
                    "ended",
                    ended.setback().map(setback -> "kind=" + name(setback) + " " + words(setback)).orElse("kind=stopped"));
            case BroadcastEvent.ChannelChanged changed -> line("channel", channel(changed.channel()));
            case BroadcastEvent.ViewersChanged viewers -> line("viewers", "count=" + viewers.count());
            case BroadcastEvent.ChatLines chat ->
                chat.lines().forEach(said -> line("chat", "id=" + said.id() + " " + said.name() + ": " + said.text()));
            case BroadcastEvent.ChatRemoved removed ->
                removed.ids().forEach(id -> line("chat-removed", "id=" + id));
            case BroadcastEvent.Notice notice -> line("notice", "code=" + notice.code() + " " + notice.text());
        }
    }

    private static String channel(ChannelState channel) {
        return "channel=" + channel.name() + " viewers=" + channel.viewers() + " title=" + channel.title();
    }

    private static String name(Setback setback) {
        return setback.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String words(Setback setback) {
        var own = switch (setback.kind()) {
            case UNREACHABLE -> "The server cannot be reached.";
            case NOT_A_SERVER -> "There is no Ström server at this address.";
            case UNTRUSTED -> "The server's certificate is not trusted by this computer.";
            case WRONG_KEY -> "The server does not know this stream key.";
            case KEY_REVOKED -> "The stream key was changed.";
            case TAKEN_OVER -> "Another program streams with this key now.";
            case ENDED_BY_ADMIN -> "An admin of the site ended the stream.";
            case BANNED -> "This account is banned from the site.";
            case ENDED_BY_SERVER -> "The server ended the stream.";
            case REFUSED -> "The server refused the stream.";
            case ENCODER_FAILED -> "The encoder failed.";
            case LOST -> "The connection was lost.";
            case SERVER_STOPPING -> "The server is stopping.";
            case BUSY -> "The server cannot take the stream at the moment.";
        };
        return setback.detail().isEmpty() ? own : own + " (" + setback.detail() + ")";
    }
}
