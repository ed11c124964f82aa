package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stream.common.control.ChannelState.Presence;
import stream.common.control.ChatMessage;
import stream.common.control.ControlMessage;
import stream.common.control.ControlMessage.Chat;
import stream.common.control.ControlMessage.Clock;
import stream.common.control.ControlMessage.Format;
import stream.common.control.ControlMessage.Keyframe;
import stream.common.control.ControlMessage.Notice;
import stream.common.control.ControlMessage.Play;
import stream.common.control.ControlMessage.Removed;
import stream.common.control.ControlMessage.Rules;
import stream.common.control.ControlMessage.Say;
import stream.common.control.ControlMessage.Standing;
import stream.common.control.ControlMessage.Time;
import stream.common.control.ControlMessage.Viewers;
import stream.common.control.ControlMessage.Welcome;
import stream.common.control.Role;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.net.websocket.CloseCode;
import stream.server.chat.BlockedWords;
import stream.server.chat.ChatLog;
import stream.server.chat.ChatRules;
import stream.server.chat.Speaker;
import stream.server.live.Peer.Received;

/// The live path over real sockets, for viewers on shards and for those with a thread of their own.
@ParameterizedClass(name = "encrypted: {0}")
@ValueSource(booleans = {false, true})
class LiveTest {
    @Parameter
    boolean encrypted;

    private LiveSite site;

    @BeforeEach
    void open() throws Exception {
        site = new LiveSite(encrypted);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Peer live(String name) throws IOException {
        var publisher = site.publisher(name);
        publisher.await(Welcome.class);
        publisher.config();
        publisher.keyframe(100);
        awaitPresence(publisher, Presence.LIVE);
        return publisher;
    }

    private static void awaitPresence(Peer peer, Presence presence) throws IOException {
        peer.await(ControlMessage.Channel.class, m -> m.channel().presence() == presence);
    }

    @Test
    void whatIsPublishedReachesTheViewer() throws IOException {
        try (var publisher = live("alva"); var viewer = site.viewer("alva")) {
            var welcome = viewer.await(Welcome.class);
            assertEquals(Presence.LIVE, welcome.channel().presence());
            assertEquals("title of alva", welcome.channel().title());
            assertTrue(viewer.media().isConfig());
            assertTrue(viewer.media().isKeyframe());
            publisher.frame(50);
            var frame = viewer.media();
            assertEquals(50, frame.payload().remaining());
            assertEquals(FakeTime.START_MICROS, frame.captureMicros());
        }
    }

    @Test
    @Timeout(60)
    void countsWhatIsRelayed() throws IOException {
        try (var publisher = live("alva"); var viewer = site.viewer("alva")) {
            for (int i = 1; i <= 20; i++) {
                publisher.frame(100 + i);
                int length = 100 + i;
                viewer.await(Received.Binary.class, p -> p.packet().payload().remaining() == length);
            }
            // The last is counted after it was sent, which may be a moment after it was read.
            while (site.channels.figures().sentPackets() < 21) {
                Thread.onSpinWait();
            }
            var figures = site.channels.figures();
            assertEquals(1, figures.live());
            assertEquals(1, figures.viewers());
            assertEquals(22, figures.receivedPackets());
            assertTrue(figures.sentBytes() > 21 * 100, figures.toString());
            assertEquals(0, figures.leftOutPackets());
            assertEquals(256 << 10, figures.ringBytes());
        }
    }

    @Test
    void aNewcomerBeginsAtTheNewestKeyframe() throws IOException {
        try (var publisher = live("alva")) {
            publisher.frame(1);
            publisher.keyframe(2);
            publisher.frame(3);
            publisher.frame(4);
            try (var first = site.viewer("alva")) {
                first.await(Received.Binary.class, p -> p.packet().payload().remaining() == 4);
                try (var second = site.viewer("alva")) {
                    assertTrue(second.media().isConfig());
                    assertEquals(2, second.media().payload().remaining());
                    assertEquals(3, second.media().payload().remaining());
                }
            }
        }
    }

    @Test
    void aViewerMayWaitBeforeTheStreamBegins() throws IOException {
        try (var viewer = site.viewer("alva")) {
            assertEquals(Presence.OFFLINE, viewer.await(Welcome.class).channel().presence());
            try (var publisher = live("alva")) {
                assertTrue(viewer.media().isConfig());
                assertTrue(viewer.media().isKeyframe());
                publisher.frame(7);
                assertEquals(7, viewer.media().payload().remaining());
            }
        }
    }

    @Test
    void aStalledViewerDelaysNobodyAndIsLetGo() throws IOException {
        try (var publisher = live("alva"); var stalled = site.viewer("alva"); var viewer = site.viewer("alva")) {
            stalled.await(Welcome.class);
            viewer.await(Welcome.class);
            for (int i = 1; i <= 300; i++) {
                site.time.pass(Duration.ofMillis(33));
                int length = 20_000 + i;
                if (i % 60 == 0) {
                    publisher.keyframe(length);
                } else {
                    publisher.frame(length);
                }
                viewer.await(Received.Binary.class, p -> p.packet().payload().remaining() == length);
            }
            site.pass(Duration.ofSeconds(31), viewer);
            site.channels.find("alva").orElseThrow().tick(site.time.nanos());
            var close = stalled.await(Received.Close.class);
            assertEquals(1013, close.code());
            assertEquals("too slow to follow for 30 s", close.reason());
            assertEquals(1, site.channels.figures().stalled());
            stalled.sendClose(1013);
            assertInstanceOf(Received.End.class, stalled.next());
            site.time.pass(Duration.ofSeconds(1)); // numbers are told once in so long
            viewer.await(Viewers.class, m -> m.count() == 1);
        }
    }

    /// On a line of 700 kbit/s one large picture takes longer than a stalled viewer has.
    @Test
    void aViewerWhoTakesALargePictureSlowlyStays() throws IOException {
        int length = 3_900_000;
        try (var publisher = live("alva"); var viewer = site.viewer("alva")) {
            viewer.media();
            viewer.media();
            site.time.pass(Duration.ofSeconds(1));
            // More at a time than all that may be under way, so that the server has to write meanwhile.
            viewer.takeInParts(length / 4, () -> {
                site.time.pass(Duration.ofSeconds(11));
                site.channels.find("alva").orElseThrow().tick(site.time.nanos());
            });
            publisher.keyframe(length);
            assertEquals(length, viewer.media().payload().remaining());
            assertEquals(Duration.ofSeconds(45).toNanos(), site.time.nanos());
            publisher.keyframe(7);
            assertEquals(7, viewer.media().payload().remaining());
            assertEquals(0, site.channels.figures().stalled());
        }
    }

    @Test
    void aViewerWhoFellBehindGoesOnAtAKeyframe() throws IOException {
        try (var publisher = live("alva"); var slow = site.viewer("alva")) {
            slow.await(Welcome.class);
            // It has something, so that what it lacks after that is a gap.
            publisher.keyframe(9);
            MediaPacket packet;
            do {
                packet = slow.media();
            } while (packet.isConfig());
            long last = packet.sequence();
            for (int i = 1; i <= 200; i++) {
                site.time.pass(Duration.ofMillis(33));
                if (i % 50 == 0) {
                    publisher.keyframe(20_000);
                } else {
                    publisher.frame(20_000);
                }
                if (i % 10 == 0) {
                    // The server has them before much more time passes.
                    publisher.say(new Clock(i));
                    publisher.await(Time.class);
                }
            }
            publisher.packet(Track.VIDEO, MediaPacket.DISPOSABLE, new byte[1]);
            // What was received decodes: after a gap comes a keyframe.
            int gaps = 0;
            do {
                packet = slow.media();
                if (packet.sequence() != last + 1 && !packet.isConfig()) {
                    gaps++;
                    assertTrue(packet.isKeyframe(), "packet " + packet.sequence() + " after " + last);
                }
                last = packet.isConfig() ? last : packet.sequence();
            } while (last < 190);
            assertTrue(gaps > 0, "it never fell behind");
            assertTrue(site.channels.figures().skips() > 0);
            assertTrue(site.channels.figures().leftOutPackets() > 0);
        }
    }

    /// Each holds the rest of a packet that it has begun, while it takes nothing: many must not fill memory.
    @Test
    @Timeout(60)
    void whatStalledViewersHoldTogetherIsBounded() throws Exception {
        site.close();
        site = new LiveSite(encrypted, ChatLog.none(), 32 << 20); // 8 MiB for viewers
        int length = 3_900_000;
        var stalled = new ArrayList<Peer>();
        try (var publisher = live("alva")) {
            for (int i = 0; i < 4; i++) {
                stalled.add(site.viewer("alva"));
                stalled.getLast().media();
                stalled.getLast().media();
            }
            var backlog = site.channels.find("alva").orElseThrow().backlog();
            publisher.keyframe(length);
            while (backlog.used() < 7_000_000) {
                site.time.pass(Duration.ofMillis(100));
                publisher.frame(1);
                publisher.say(new Clock(1));
                publisher.await(Time.class);
            }
            site.time.pass(Duration.ofSeconds(1));
            publisher.frame(2);
            publisher.keyframe(3);

            int whole = 0;
            for (var viewer : stalled) {
                whole += getsWhole(length, viewer) ? 1 : 0;
            }
            assertEquals(2, whole);
            while (backlog.used() > 0) {
                Thread.onSpinWait();
            }
        } finally {
            for (var viewer : stalled) {
                viewer.close();
            }
        }
    }

    /// Whether the large packet came before the small ones, or the end.
    private static boolean getsWhole(int length, Peer viewer) {
        try {
            return viewer.await(Received.Binary.class, p -> !p.packet().isConfig())
                    .packet().payload().remaining() == length;
        } catch (IOException _) {
            return false; // it was dropped in the middle of it
        }
    }

    @Test
    void aViewerWithoutAKeyframeMakesThePublisherSendOne() throws IOException {
        try (var publisher = live("alva")) {
            for (int i = 0; i < 150; i++) {
                publisher.frame(40_000);
            }
            // The group of pictures is longer than the ring keeps.
            try (var viewer = site.viewer("alva")) {
                publisher.await(Keyframe.class);
                publisher.keyframe(9);
                assertTrue(viewer.media().isConfig());
                assertEquals(9, viewer.media().payload().remaining());
            }
        }
    }

    @Test
    void aWishForAKeyframeThatComesTooSoonAfterAnotherIsNotLost() throws IOException {
        try (var publisher = live("alva")) {
            for (int i = 0; i < 150; i++) {
                publisher.frame(40_000);
            }
            try (var first = site.viewer("alva"); var second = site.viewer("alva")) {
                publisher.await(Keyframe.class);
                for (var viewer : List.of(first, second, first, second)) { // each has been served once then
                    viewer.say(new Clock(1));
                    viewer.await(Time.class);
                }
                site.time.pass(Duration.ofSeconds(1));
                publisher.await(Keyframe.class);
            }
        }
    }

    @Test
    void aLostPublisherIsAwayAndComesBack() throws IOException {
        var publisher = live("alva");
        try (var viewer = site.viewer("alva")) {
            viewer.media();
            publisher.close();
            awaitPresence(viewer, Presence.AWAY);
            site.pass(Duration.ofSeconds(59), viewer);
            try (var _ = live("alva")) {
                viewer.await(Received.Binary.class, m -> m.packet().isConfig());
                assertTrue(viewer.media().isKeyframe());
                assertEquals(Presence.LIVE, site.channels.live().getFirst().presence());
            }
        }
    }

    @Test
    void aLostPublisherIsOfflineAfterTheGracePeriod() throws IOException {
        var publisher = live("alva");
        try (var viewer = site.viewer("alva")) {
            viewer.media();
            publisher.close();
            awaitPresence(viewer, Presence.AWAY);
            site.pass(Duration.ofSeconds(60), viewer);
            awaitPresence(viewer, Presence.OFFLINE);
            assertEquals(List.of(), site.channels.live());
        }
    }

    @Test
    void aPublisherWhoSaysGoodbyeIsOfflineAtOnce() throws IOException {
        try (var publisher = live("alva"); var viewer = site.viewer("alva")) {
            viewer.media();
            publisher.sendClose(1000);
            awaitPresence(viewer, Presence.OFFLINE);
        }
    }

    @Test
    void aSecondPublisherTakesOver() throws IOException {
        try (var first = live("alva"); var viewer = site.viewer("alva")) {
            viewer.media();
            viewer.media();
            try (var second = site.publisher("alva")) {
                assertEquals(4001, first.await(Received.Close.class).code());
                second.config();
                second.keyframe(77);
                assertTrue(viewer.media().isConfig());
                assertEquals(77, viewer.media().payload().remaining());
            }
        }
    }

    @Test
    void aChangedKeyEndsTheStream() throws IOException {
        try (var publisher = live("alva"); var viewer = site.viewer("alva")) {
            viewer.media();
            site.channels.revoke("Alva");
            assertEquals(4003, publisher.await(Received.Close.class).code());
            awaitPresence(viewer, Presence.OFFLINE);
        }
    }

    /// What a publisher had on its way gets no other answer than the reason why its stream was ended:
    /// one that is told of a takeover does not come back.
    @Test
    void aPublisherInMidStreamHearsWhyItsStreamWasEnded() throws IOException {
        for (int round = 0; round < 40; round++) {
            boolean stopping = round == 39;
            try (var publisher = live("alva")) {
                Thread.ofVirtual().start(() -> {
                    try {
                        for (int i = 0; i < 200; i++) {
                            publisher.frame(10);
                        }
                    } catch (IOException _) {
                        // Closed, as this test wants it.
                    }
                });
                Thread.ofVirtual().start(() -> {
                    if (stopping) {
                        site.channels.close();
                    } else {
                        site.channels.revoke("alva");
                    }
                });
                assertEquals(stopping ? 1001 : 4003, publisher.await(Received.Close.class).code());
            }
        }
    }

    @Test
    void publishersWhoBreakARuleAreClosedWithTheReason() throws IOException {
        try (var publisher = site.publisher("alva")) {
            publisher.keyframe(10);
            var close = publisher.await(Received.Close.class);
            assertEquals(1008, close.code());
            assertEquals("frame before its config", close.reason());
        }
    }

    @Test
    void viewersAreCountedAndPublishersToldSo() throws IOException {
        try (var publisher = live("alva"); var _ = site.viewer("alva")) {
            assertEquals(1, publisher.await(Viewers.class).count());
            try (var second = site.viewer("alva")) {
                assertEquals(2, second.await(Welcome.class).channel().viewers());
                site.time.pass(Duration.ofSeconds(1));
                assertEquals(2, publisher.await(Viewers.class).count());
            }
            site.time.pass(Duration.ofSeconds(1));
            assertEquals(1, publisher.await(Viewers.class).count());
        }
    }

    @Test
    void chatReachesEverybodyOnceAndGoesOnWhereOneLeft() throws IOException {
        try (var alva = site.viewer("alva", Format.PACKETS, "bo", 0); var other = site.viewer("alva")) {
            other.await(Welcome.class);
            alva.say(new Say(" hej\n"));
            alva.say(new Say("igen"));
            var first = other.await(Chat.class).messages().getFirst();
            assertEquals("hej", first.text());
            assertEquals("bo", first.name());
            assertEquals("igen", other.await(Chat.class).messages().getFirst().text());
            try (var resumed = site.viewer("alva", Format.NONE, "", first.id())) {
                var lines = resumed.await(Chat.class).messages();
                assertEquals(List.of("igen"), lines.stream().map(line -> line.text()).toList());
            }
        }
    }

    @Test
    void longChatComesCompressedAndShortLinesDoNot() throws IOException {
        try (var bo = site.viewer("alva", Format.NONE, "bo", 0)) {
            for (int i = 0; i < 5; i++) {
                bo.say(new Say("å".repeat(400)));
                bo.await(Chat.class);
            }
            assertEquals(0, bo.compressedTexts());
            for (int i = 0; i < 2; i++) { // the second gets what was compressed for the first
                try (var newcomer = site.viewer("alva")) {
                    var lines = newcomer.await(Chat.class).messages();
                    assertEquals(5, lines.size());
                    assertEquals("å".repeat(400), lines.getLast().text());
                    assertEquals(1, newcomer.compressedTexts());
                }
            }
        }
    }

    @Test
    void whoIsNotSignedInOrTooQuickGetsANotice() throws IOException {
        try (var anonymous = site.viewer("alva"); var bo = site.viewer("alva", Format.NONE, "bo", 0)) {
            anonymous.say(new Say("hej"));
            assertEquals("sign-in", anonymous.await(Notice.class).code());
            for (int i = 0; i < 6; i++) {
                bo.say(new Say("line " + i));
            }
            assertEquals("slow-down", bo.await(Notice.class).code());
            bo.send(1, "{".getBytes());
            assertEquals("malformed", bo.await(Notice.class).code());
        }
    }

    @Test
    void whoFloodsMessagesOrPingsIsLetGo() throws IOException {
        try (var talker = site.viewer("alva"); var pinger = site.viewer("alva")) {
            for (int i = 0; i < 100; i++) {
                talker.say(new Clock(i));
                pinger.send(9, new byte[0]);
            }
            assertEquals(1008, talker.await(Received.Close.class).code());
            assertEquals(1008, pinger.await(Received.Close.class).code());
        }
    }

    @Test
    void theClockIsAnswered() throws IOException {
        try (var viewer = site.viewer("alva")) {
            viewer.say(new Clock(42));
            var time = viewer.await(Time.class);
            assertEquals(42, time.sentMicros());
            assertEquals(FakeTime.START_MICROS, time.serverMicros());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, -10})
    void aClockThatIsSetDisturbsNobody(int hours) throws IOException {
        var publisher = live("alva");
        try (var viewer = site.viewer("alva", Format.PACKETS, "bo", 0)) {
            viewer.say(new Say("before"));
            var before = viewer.await(Chat.class).messages().getFirst();

            site.time.set(Duration.ofHours(hours));
            site.tick();

            viewer.say(new Clock(42));
            assertEquals(FakeTime.START_MICROS, viewer.await(Time.class).serverMicros());
            publisher.frame(7);
            viewer.await(Received.Binary.class, p -> p.packet().payload().remaining() == 7);
            viewer.say(new Say("after"));
            var after = viewer.await(Chat.class).messages().getFirst();
            assertEquals(before.atMillis() + Duration.ofHours(hours).toMillis(), after.atMillis());
            assertEquals(before.id() + 1, after.id());

            publisher.close();
            awaitPresence(viewer, Presence.AWAY);
            site.time.set(Duration.ofHours(-2L * hours));
            site.pass(Duration.ofSeconds(59), viewer);
            try (var _ = live("alva")) {
                viewer.await(Received.Binary.class, p -> p.packet().isKeyframe());
            }
        }
    }

    @Test
    void aViewerStopsAndResumesTheMedia() throws IOException {
        try (var publisher = live("alva"); var viewer = site.viewer("alva")) {
            viewer.media();
            viewer.media();
            viewer.say(new Play(false));
            viewer.say(new Clock(1));
            viewer.await(Time.class);
            publisher.frame(1);
            viewer.say(new Play(true));
            assertTrue(viewer.media().isKeyframe(), "it begins at the keyframe again");
            assertEquals(1, viewer.media().payload().remaining());
        }
    }

    @Test
    void editsReachViewersAtOnce() throws IOException {
        try (var viewer = site.viewer("alva")) {
            viewer.await(Welcome.class);
            site.channels.describe(new Profile("alva", "new", "", "Chess", "sv"));
            var channel = viewer.await(ControlMessage.Channel.class).channel();
            assertEquals("new", channel.title());
            assertEquals("Chess", channel.game());
        }
    }

    @Test
    void viewersOfMp4GetASegmentAndFragments() throws IOException {
        try (var publisher = live("alva"); var viewer = site.viewer("alva", Format.MP4, "", 0)) {
            assertMp4(0, "ftyp", viewer);
            assertMp4(1, "moof", viewer);
            publisher.frame(10);
            assertMp4(2, "moof", viewer);
            try (var second = site.viewer("alva", Format.MP4, "", 0)) {
                assertMp4(0, "ftyp", second);
                assertMp4(1, "moof", second);
                assertMp4(2, "moof", second);
            }
        }
    }

    @Test
    @Timeout(60)
    void theMp4RingOutlivesItsLastViewerForAMoment() throws IOException {
        try (var _ = live("alva")) {
            for (int i = 0; i < 2; i++) {
                try (var viewer = site.viewer("alva", Format.MP4, "", 0)) {
                    assertMp4(0, "ftyp", viewer);
                }
                while (site.channels.figures().viewers() > 0) {
                    Thread.onSpinWait();
                }
                assertRingBytesAfter(ViewerCount.MP4_KEPT_NANOS - 1, 512 << 10);
                assertRingBytesAfter(1, 256 << 10);
            }
        }
    }

    private void assertRingBytesAfter(long nanos, long bytes) {
        site.time.pass(Duration.ofNanos(nanos));
        site.channels.find("alva").orElseThrow().tick(site.time.nanos());
        assertEquals(bytes, site.channels.figures().ringBytes());
    }

    @Test
    void viewersOfMp4AreToldOfAPictureThatMp4DoesNotHold() throws IOException {
        try (var publisher = live("alva"); var viewer = site.viewer("alva", Format.MP4, "", 0)) {
            assertMp4(0, "ftyp", viewer);
            assertMp4(1, "moof", viewer);
            publisher.configVp8();
            publisher.keyframe(100);
            publisher.frame(10);
            assertLeftOut("vp8", viewer);
            try (var second = site.viewer("alva", Format.MP4, "", 0)) {
                assertLeftOut("vp8", second);
            }
            publisher.config();
            publisher.keyframe(100);
            assertMp4(0, "ftyp", viewer);
            assertMp4(1, "moof", viewer);
        }
    }

    private static void assertLeftOut(String codec, Peer viewer) throws IOException {
        var bytes = viewer.await(Received.Binary.class).bytes();
        assertEquals(3, bytes[0]);
        assertEquals(codec, new String(bytes, 9, bytes.length - 9));
    }

    private static void assertMp4(int kind, String box, Peer viewer) throws IOException {
        var bytes = viewer.await(Received.Binary.class).bytes();
        assertEquals(kind, bytes[0]);
        assertEquals(box, new String(bytes, 13, 4));
    }

    @Test
    void whoDoesNotSayHelloFirstIsTurnedAway() throws IOException {
        try (var viewer = site.viewer("alva")) {
            viewer.await(Welcome.class);
            viewer.send(2, new byte[3]);
            assertEquals(1008, viewer.await(Received.Close.class).code());
        }
    }

    @Test
    void aStoppingServerSaysSo() throws IOException {
        try (var publisher = live("alva"); var viewer = site.viewer("alva")) {
            viewer.media();
            var stop = Thread.ofVirtual().start(site.channels::close);
            assertEquals(1001, viewer.await(Received.Close.class).code());
            viewer.sendClose(1001);
            assertEquals(1001, publisher.await(Received.Close.class).code());
            publisher.sendClose(1001);
            assertFalse(stop.isInterrupted());
        }
    }

    @Test
    void channelsDoNotDisturbEachOther() throws IOException {
        var publishers = new ArrayList<Peer>();
        var viewers = new ArrayList<Peer>();
        try {
            for (int i = 0; i < 20; i++) {
                publishers.add(live("user" + i));
                viewers.add(site.viewer("user" + i));
                viewers.getLast().await(Welcome.class);
            }
            for (int i = 0; i < 20; i++) {
                publishers.get(i).frame(1000 + i);
            }
            for (int i = 0; i < 20; i++) {
                int length = 1000 + i;
                viewers.get(i).await(Received.Binary.class, p -> p.packet().payload().remaining() == length);
            }
            assertEquals(20, site.channels.live().size());
        } finally {
            for (var peer : publishers) {
                peer.close();
            }
            for (var peer : viewers) {
                peer.close();
            }
        }
    }

    @Test
    void aSocketWhoseSessionEndsIsClosedAndTheUsersOthersAreNot() throws IOException {
        try (var bo = site.viewer("alva", Format.NONE, "bo", 0);
                var cia = site.viewer("alva", Format.NONE, "cia", 0)) {
            assertEquals("bo", bo.await(Welcome.class).user());
            cia.await(Welcome.class);

            site.channels.endSessions(LiveSite.visitor("bo").id(), "session of bo"::equals);
            site.channels.endSessions(LiveSite.visitor("cia").id(), "another session"::equals);

            assertEquals(CloseCode.SESSION_ENDED, bo.await(Received.Close.class).code());
            bo.say(new Say("still bo"));
            cia.say(new Say("hej"));
            assertEquals("hej", cia.await(Chat.class).messages().getFirst().text());
        }
    }

    @Test
    void aSessionThatEndsBeforeTheHelloEndsTheSocketToo() throws Exception {
        var asked = new CountDownLatch(1);
        site.standing = (visitor, _) -> {
            asked.countDown();
            return Optional.of(LiveSite.speaker(visitor));
        };
        try (var bo = site.silent("alva", "bo")) {
            asked.await();
            site.channels.endSessions(LiveSite.visitor("bo").id(), _ -> true);
            bo.say(new ControlMessage.Hello(Format.NONE, 0));

            assertEquals(CloseCode.SESSION_ENDED, bo.await(Received.Close.class).code());
        }
    }

    @Test
    void whoseSessionIsFoundEndedOnArrivalIsNobody() throws IOException {
        site.standing = (_, _) -> Optional.empty();
        try (var bo = site.viewer("alva", Format.NONE, "bo", 0)) {
            assertEquals("", bo.await(Welcome.class).user());
            bo.say(new Say("hej"));
            assertEquals("sign-in", bo.await(Notice.class).code());
        }
    }

    @Test
    void whoCannotBeToldFromOthersWatchesAsNobody() throws IOException {
        site.standing = (_, _) -> {
            throw new IOException("the database is away");
        };
        try (var bo = site.viewer("alva", Format.NONE, "bo", 0)) {
            assertEquals("", bo.await(Welcome.class).user());
        }
    }

    @Test
    void visitorsAreForgottenWhenTheyLeave() throws IOException {
        try (var bo = site.viewer("alva", Format.NONE, "bo", 0); var other = site.viewer("alva")) {
            bo.await(Welcome.class);
            other.await(Welcome.class);
            assertEquals(Set.of(LiveSite.visitor("bo")), site.channels.visitors());

            bo.sendClose(CloseCode.NORMAL);

            bo.await(Received.End.class);
            other.await(Viewers.class, viewers -> {
                site.time.pass(Duration.ofSeconds(1));
                return viewers.count() == 1;
            });
            assertEquals(Set.of(), site.channels.visitors());
        }
    }

    @Test
    void removedLinesAreGoneForEverybodyAndForWhoComesBack() throws IOException {
        try (var bo = site.viewer("alva", Format.NONE, "bo", 0); var other = site.viewer("alva")) {
            bo.await(Welcome.class);
            other.await(Welcome.class); // else it might come when the line has gone already
            bo.say(new Say("one"));
            long one = bo.await(Chat.class).messages().getFirst().id();
            bo.say(new Say("two"));
            long two = bo.await(Chat.class).messages().getFirst().id();

            site.channels.find("alva").orElseThrow().removeLines(List.of(one));

            assertEquals(List.of(one), other.await(Removed.class).ids());
            try (var back = site.viewer("alva", Format.NONE, "", two); var fresh = site.viewer("alva")) {
                assertEquals(List.of(one), back.await(Removed.class).ids());
                assertEquals(List.of("two"), fresh.await(Chat.class).messages().stream()
                        .map(ChatMessage::text).toList());
            }
        }
    }

    /// Else it would come back when the server is killed a moment later.
    @Test
    void aRemovedLineIsRemovedFromTheLogBeforeThatIsAnswered() throws Exception {
        var failed = new CountDownLatch(1);
        var removed = new CopyOnWriteArrayList<Long>();
        site.close();
        site = new LiveSite(encrypted, new ChatLog() {
            @Override
            public void append(String channel, List<ChatMessage> lines) throws IOException {
                failed.countDown();
                throw new IOException("so that the next try is seconds away");
            }

            @Override
            public void remove(String channel, List<Long> ids) {
                removed.addAll(ids);
            }

            @Override
            public List<Long> removed(String channel, int count) {
                return List.of();
            }

            @Override
            public List<ChatMessage> newest(String channel, int count) {
                return List.of();
            }
        });
        try (var bo = site.viewer("alva", Format.NONE, "bo", 0)) {
            bo.say(new Say("one"));
            long one = bo.await(Chat.class).messages().getFirst().id();
            failed.await();

            site.channels.find("alva").orElseThrow().removeLines(List.of(one));

            assertEquals(List.of(one), removed);
        }
    }

    @Test
    void whatAUserMayDoChangesOnAllSocketsAtOnce() throws IOException {
        try (var bo = site.viewer("alva", Format.NONE, "bo", 0);
                var also = site.viewer("alva", Format.NONE, "bo", 0)) {
            assertEquals(new Standing(Role.VIEWER, 0), bo.await(Standing.class));
            assertEquals(new Standing(Role.VIEWER, 0), also.await(Standing.class));

            site.channels.find("alva").orElseThrow().change(
                    LiveSite.visitor("bo").id(), speaker -> speaker.silentUntil(Speaker.FOR_GOOD));

            assertEquals(new Standing(Role.VIEWER, Standing.FOR_GOOD), bo.await(Standing.class));
            assertEquals(new Standing(Role.VIEWER, Standing.FOR_GOOD), also.await(Standing.class));
            also.say(new Say("hej"));
            assertEquals("banned", also.await(Notice.class).code());
        }
    }

    @Test
    void aBanThatIsMadeWhileTheStoreIsAskedHoldsForWhoArrives() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var banned = new AtomicBoolean();
        site.standing = (visitor, _) -> {
            // What is answered was true when it was asked.
            var speaker = LiveSite.speaker(visitor).silentUntil(banned.get() ? Speaker.FOR_GOOD : 0);
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return Optional.of(speaker);
        };
        try (var bo = site.viewer("alva", Format.NONE, "bo", 0)) {
            asked.await();
            banned.set(true);
            site.channels.find("alva").orElseThrow().change(
                    LiveSite.visitor("bo").id(), speaker -> speaker.silentUntil(Speaker.FOR_GOOD));
            answer.countDown();

            assertEquals(Standing.FOR_GOOD, bo.await(Standing.class).silentMillis());
        }
    }

    @Test
    void rulesReachEverybodyWhenTheyChange() throws IOException {
        site.rules = new ChatRules(5, false, 0, false, BlockedWords.NONE);
        try (var other = site.viewer("alva")) {
            assertEquals(new Rules(0, false, 0, false), other.await(Rules.class));
            try (var bo = site.viewer("alva", Format.NONE, "bo", 0)) {
                assertEquals(new Rules(5, false, 0, false), bo.await(Rules.class));
                assertEquals(new Rules(5, false, 0, false), other.await(Rules.class));

                site.channels.find("alva").orElseThrow().rules(
                        new ChatRules(5, false, 0, true, BlockedWords.NONE));

                assertEquals(new Rules(30, true, 86_400, true), other.await(Rules.class));
                bo.say(new Say("hej"));
                assertEquals("followers-only", bo.await(Notice.class).code());
            }
        }
    }
}
