package stream.server.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import stream.net.http.FrontDoor;
import stream.net.http.HttpProblem;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.server.account.Accounts;
import stream.server.live.Channels;
import stream.server.metrics.Exposition;
import stream.server.store.Database;

/// `GET /metrics`: the server in numbers, for Prometheus. Nothing in it names anybody.
///
/// **Threads.** Any thread.
public final class MetricsPage {
    private static final String BEARER = "Bearer ";

    /// Who may read it.
    public sealed interface Readers {
        /// Who shows this token, from wherever.
        record Token(String secret) implements Readers {
            @Override
            public String toString() {
                return "Token";
            }
        }

        /// This machine, without a proxy in between.
        record Local() implements Readers {}

        /// Nobody: a proxy runs on this machine, so that everybody could seem to be local.
        record Nobody() implements Readers {}
    }

    private final Readers readers;
    private final RequestCounters requests;
    private final Optional<AccessLog> accessLog;
    private final FrontDoor door;
    private final Channels channels;
    private final Accounts accounts;
    private final Database database;

    public MetricsPage(
            Readers readers, RequestCounters requests, Optional<AccessLog> accessLog, FrontDoor door, Channels channels,
            Accounts accounts, Database database) {
        this.readers = readers;
        this.requests = requests;
        this.accessLog = accessLog;
        this.door = door;
        this.channels = channels;
        this.accounts = accounts;
        this.database = database;
    }

    /// `GET /metrics`
    public Response show(Request request) throws IOException {
        admit(request);
        var page = new Exposition();
        writeLive(page);
        writeDoor(page);
        requests.writeTo(page);
        writeRefusals(page);
        writeDatabase(page);
        accessLog.ifPresent(log -> page
            .counter("strom_access_log_lines_lost_total", "Lines of the access log that could not be written.")
            .sample(log.lost()));
        VirtualMachine.writeTo(page);
        ProcessFigures.writeTo(page);
        return Response.bytes(Exposition.CONTENT_TYPE, page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void admit(Request request) throws HttpProblem {
        switch (readers) {
            case Readers.Token(var secret) -> {
                var shown = request.header("Authorization").filter(header -> header.startsWith(BEARER))
                    .map(header -> header.substring(BEARER.length())).orElse("");
                if (!MessageDigest.isEqual(bytes(shown), bytes(secret))) {
                    throw new HttpProblem(401, "token", "The metrics are shown to who has the token.");
                }
            }
            case Readers.Local() -> {
                if (!request.isLocal()) {
                    throw new HttpProblem(403, "not-local",
                        "The metrics are shown on the server's own machine, or to who has the token.");
                }
            }
            case Readers.Nobody() -> throw new HttpProblem(403, "not-local",
                "The metrics are shown to who has the token, and none was configured.");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void writeLive(Exposition page) {
        var live = channels.figures();
        page.gauge("strom_channels", "Channels that are streamed to, or wait for a lost publisher, or only have visitors.")
            .sample(live.live(), "presence", "live")
            .sample(live.away(), "presence", "away")
            .sample(live.open() - live.live() - live.away(), "presence", "offline");
        page.gauge("strom_viewers", "Viewers of all channels.").sample(live.viewers());
        page.counter("strom_received_packets_total", "Media packets that publishers sent.").sample(live.receivedPackets());
        page.counter("strom_received_bytes_total", "Bytes of these.").sample(live.receivedBytes());
        page.counter("strom_sent_packets_total", "Media packets that went to viewers, counted for each.").sample(live.sentPackets());
        page.counter("strom_sent_bytes_total", "Bytes of these.").sample(live.sentBytes());
        page.counter("strom_left_out_packets_total", "Media packets that viewers on slow lines were not sent.")
            .sample(live.leftOutPackets());
        page.counter("strom_viewer_skips_total", "How often a viewer was so late that it went on at a later keyframe.")
            .sample(live.skips());
        page.counter("strom_stalled_connections_total", "Connections let go because they took nothing any more.")
            .sample(live.stalled());
        page.gauge("strom_ring_bytes", "Direct memory that holds the last seconds of all channels.").sample(live.ringBytes());
        page.histogram("strom_delivery_seconds",
            "From when a packet had come until a viewer's socket had taken it; one of sixteen is timed.", live.deliveries());
        page.counter("strom_chat_refusals_total", "Lines of chat refused because their writer writes too fast.")
            .sample(live.hastyLines());
    }

    private void writeDoor(Exposition page) {
        var figures = door.figures();
        page.gauge("strom_connections", "Connections to the public port, by what they speak.")
            .sample(figures.speakingHttp(), "protocol", "http")
            .sample(Math.max(0, figures.connections() - figures.speakingHttp()), "protocol", "websocket");
        page.counter("strom_accepted_connections_total", "Connections since the start.").sample(figures.accepted());
        page.counter("strom_turned_away_connections_total", "Connections refused, by the limit that was reached.")
            .sample(figures.turnedAwayFull(), "limit", "all")
            .sample(figures.turnedAwayAddress(), "limit", "address");
    }

    private void writeRefusals(Exposition page) {
        page.counter("strom_account_refusals_total", "Requests refused because somebody tries too often, by limit.");
        accounts.refusals().forEach((limit, count) -> page.sample(count, "limit", limit));
    }

    private void writeDatabase(Exposition page) {
        var figures = database.figures();
        page.gauge("strom_database_up", "Whether the last work found the database there.").sample(figures.up() ? 1 : 0);
        page.gauge("strom_database_connections", "Connections to the database, by state.")
            .sample(figures.inUse(), "state", "used")
            .sample(figures.idle(), "state", "idle");
        page.gauge("strom_database_connections_max", "Connections that may be used at once.").sample(figures.most());
        page.gauge("strom_database_waiting", "Requests that wait for a connection.").sample(figures.waiting());
        page.counter("strom_database_connections_made_total", "Connections made to the database.").sample(figures.made());
        page.counter("strom_database_failures_total", "Work on the database that failed.").sample(figures.failures());
    }
}
