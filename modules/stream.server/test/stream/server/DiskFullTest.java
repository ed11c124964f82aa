package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import stream.common.control.ControlMessage;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;
import stream.server.store.MariaDbServer;
import stream.server.store.SmallDisk;

/// A disk that is full: nothing that was answered is lost, who asks for more is told why, who streams and
/// watches goes on, and there is nothing to do but to make room.
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class DiskFullTest {
    private static final int MEBIBYTES = 16;
    private static final int MARIADB_MEBIBYTES = 100;
    private static final int AUTHORS = 3;
    private static final int ANSWERS = 30;

    @Test
    void keepsWhatWasAnsweredAndGoesOnWhenThereIsRoom(@TempDir Path folder) throws Exception {
        var data = Files.createDirectory(folder.resolve("data"));
        try (var disk = SmallDisk.at(data, MEBIBYTES); var http = HttpClient.newHttpClient()) {
            Authors authors;
            String cookie;
            try (var server = ServerProcess.start(disk.entering(), List.of(), data, Authors.BELIEVING)) {
                var live = new Live(http, server);
                cookie = live.cookie;
                authors = new Authors(server);

                fillAndMakeRoom(disk, server, authors, live);

                fillWhileTheyWrite(disk, authors);
                server.kill();
            }
            try (var server = ServerProcess.start(disk.entering(), List.of(), data, Authors.BELIEVING)) {
                authors.assertKept(server); // though there is still no room
                disk.makeRoom();
                assertEquals(200, edit(server, cookie).statusCode());
            }
        }
    }

    @Test
    void keepsWhatWasAnsweredWhenTheDiskOfMariaDbIsFull(@TempDir Path folder) throws Exception {
        try (var disk = SmallDisk.at(Files.createDirectory(folder.resolve("mariadb")), MARIADB_MEBIBYTES);
                var http = HttpClient.newHttpClient()) {
            var database = MariaDbServer.on(disk);
            var settings = database.newDatabase();
            try (var server = ServerProcess.start(List.of(), List.of(), folder.resolve("data"),
                    Stream.concat(Stream.of(Authors.BELIEVING),
                            Stream.of("--database", settings.url(), "--database-user", settings.user()))
                            .toArray(String[]::new))) {
                var live = new Live(http, server);
                var authors = new Authors(server);
                fillAndMakeRoom(disk, server, authors, live);

                database.kill();
                database.start();
                // A connection that was used half a second ago is believed to be there still.
                awaitHealth(server);
                authors.assertKept(server);
            } finally {
                database.kill();
            }
        }
    }

    private static void fillAndMakeRoom(SmallDisk disk, ServerProcess server, Authors authors, Live live)
            throws Exception {
        fillWhileTheyWrite(disk, authors);
        live.assertGoesOn();
        authors.assertKept(server);

        disk.makeRoom();
        assertEquals(200, edit(server, live.cookie).statusCode());
        live.assertGoesOn();
    }

    @Test
    void startsOnAFullDiskAndMakesItsDatabaseOnceThereIsRoom(@TempDir Path data) throws Exception {
        try (var disk = SmallDisk.at(data, MEBIBYTES)) {
            disk.fill();
            disk.makeRoom(1); // for the beginning of a database
            try (var server = ServerProcess.start(disk.entering(), List.of(), data)) {
                while (!server.said().contains("the disk is full")) {
                    Thread.sleep(1); // until the timeout of the test
                }
                assertEquals(503, server.send("GET", "/healthz", "").statusCode());
                assertEquals(200, server.send("GET", "/", "").statusCode());
                disk.makeRoom();
                awaitHealth(server);
            }
        }
    }

    private static void awaitHealth(ServerProcess server) throws Exception {
        while (server.send("GET", "/healthz", "").statusCode() != 200) {
            Thread.sleep(100); // until the timeout of the test
        }
    }

    /// Lets people write until the disk is full, of which each of them is told.
    private static void fillWhileTheyWrite(SmallDisk disk, Authors authors) throws Exception {
        int before = authors.answers();
        var refusals = Stream.generate(() -> new FutureTask<>(authors::write)).limit(AUTHORS).toList();
        refusals.forEach(Thread::startVirtualThread);
        while (authors.answers() < before + ANSWERS && refusals.stream().noneMatch(FutureTask::isDone)) {
            Thread.sleep(1); // they need the processor
        }
        disk.fill();
        for (var refusal : refusals) {
            assertDiskFull(refusal.get());
        }
        assertTrue(authors.answers() >= before + ANSWERS, "refused before the disk was full");
    }

    private static HttpResponse<String> edit(ServerProcess server, String cookie) throws Exception {
        return server.send("PATCH", "/api/me", "{\"title\":\"there is room\"}", "Cookie", cookie);
    }

    private static void assertDiskFull(HttpResponse<String> answer) {
        assertEquals(507, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"disk-full\""), answer.body());
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }

    /// Somebody streams, and somebody watches and chats.
    private static final class Live {
        final String cookie;
        private final SocketOverHttp publisher;
        private final SocketOverHttp viewer;
        private int lines;

        Live(HttpClient http, ServerProcess server) throws Exception {
            var signedUp = server.send("POST", "/api/account",
                    "{\"username\":\"alva\",\"password\":\"" + SiteOverHttp.PASSWORD + "\"}");
            cookie = signedUp.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
            var key = SiteOverHttp.json(server.send("POST", "/api/me/key", "{}", "Cookie", cookie)).getString("key");
            var site = "ws://" + server.site().getAuthority();
            publisher = SocketOverHttp.open(http, URI.create(site + "/api/publish"), "Authorization", "Bearer " + key);
            publisher.packet(Track.VIDEO, MediaPacket.CONFIG,
                    new TrackConfig.Video("avc1.42C01F", 1280, 720, new byte[] {1, 0x42, (byte) 0xC0, 31}).toPayload().array());
            viewer = SocketOverHttp.open(http, URI.create(site + "/api/channels/alva/watch"), "Cookie", cookie);
            viewer.say(new ControlMessage.Hello(ControlMessage.Format.PACKETS, 0));
            assertGoesOn();
        }

        /// A picture and a line of chat reach the viewer.
        void assertGoesOn() throws InterruptedException {
            publisher.packet(Track.VIDEO, MediaPacket.KEYFRAME, new byte[1000]);
            viewer.await(MediaPacket.class, packet -> (packet.flags() & MediaPacket.KEYFRAME) != 0);
            var text = "line " + ++lines;
            viewer.say(new ControlMessage.Say(text));
            viewer.await(ControlMessage.Chat.class, chat -> chat.toJson().contains(text));
        }
    }
}
