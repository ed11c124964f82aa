package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stream.common.control.ControlMessage.Clock;
import stream.common.control.ControlMessage.Format;
import stream.common.control.ControlMessage.Time;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.net.websocket.Readers;
import stream.net.websocket.WebSocketConnection.Released;
import stream.net.websocket.WebSocketException;
import stream.server.api.WatchSocket;
import stream.server.chat.ChatLog;
import stream.server.chat.ChatPace;
import stream.server.chat.ChatWriter;
import stream.server.chat.Room;
import stream.server.live.Peer.Received;

/// Viewers in step on one shard, and a publisher elsewhere: what is published is put into the channel by
/// the test itself.
class GalleryTest {
    /// Among so many one delivery is timed each time, so that the clock is looked at.
    private static final int VIEWERS = 16;

    /// What happens when the shard looks at the clock the next time.
    private final AtomicReference<Runnable> looked = new AtomicReference<>();
    private final AtomicLong now = new AtomicLong();
    private final TimeSource time = TimeSource.of(() -> {
        boolean onShard = Thread.currentThread().getName().startsWith("shard");
        var once = onShard ? looked.getAndSet(null) : null;
        if (once != null) {
            once.run();
        }
        return now.get();
    }, InstantSource.fixed(Instant.EPOCH));
    private final List<Closeable> open = new ArrayList<>();
    private final List<Peer> viewers = new ArrayList<>();
    private Shards shards;
    private ChatWriter chatWriter;
    private Channel channel;
    private PublisherSession publisher;
    private long sequence;

    @BeforeEach
    void fill() throws IOException {
        shards = new Shards(1, time);
        chatWriter = new ChatWriter(ChatLog.none());
        channel = new Channel(LiveSite.profile("alva"), Room.empty("alva", new ChatPace(), 0), LiveSite.NOBODY_KNOWN, shards,
                new MemoryBudget(1 << 20), new MemoryBudget(1 << 20), chatWriter, time);
        publisher = new PublisherSession(channel, null, seat(), time);
        channel.begin(publisher);
        publish(MediaPacket.KEYFRAME);
        for (int i = 0; i < VIEWERS; i++) {
            viewers.add(viewer(Format.PACKETS));
        }
        for (var viewer : viewers) {
            viewer.media();
        }
    }

    private static Seat seat() {
        return new Seat(Visitor.NOBODY, LiveSite.NOWHERE);
    }

    private Peer viewer(Format format) throws IOException {
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var socket = new Socket();
            open.add(socket);
            socket.connect(listener.getLocalAddress());
            channel.enter(new Released(listener.accept(), Optional.empty(), Readers.of(WatchSocket.LIMITS), ByteBuffer.allocate(0)),
                    format, seat(), 0);
            return new Peer(socket);
        }
    }

    private void publish(int flags) throws WebSocketException {
        var packet = new MediaPacket(Track.VIDEO, flags, sequence++, 0, 0, ByteBuffer.allocate(1));
        channel.add(publisher, packet);
    }

    @AfterEach
    void close() throws IOException {
        looked.set(null);
        for (var socket : open) {
            socket.close();
        }
        shards.close();
        chatWriter.close();
    }

    /// On a machine that cannot follow there is always another packet when the last viewer has had one.
    @Test
    void endlessPacketsLeaveTimeToHearViewers() throws IOException {
        var asker = viewers.getFirst();
        looked.set(() -> {
            try {
                asker.say(new Clock(7));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            publishWhenLookedAt();
        });
        publish(0);
        int before = 0;
        while (!(asker.next() instanceof Received.Control(Time _))) {
            before++;
        }
        assertTrue(before < 100, before + " packets before an answer");
    }

    /// The pictures that no other needs are left out for everybody, rather than many for somebody.
    @Test
    void onAMachineThatIsTooSlowEverybodyGetsFewerPicturesAndNobodyGoes() throws IOException {
        var shard = shards.pick(List.of());
        var listener = viewer(Format.NONE);
        for (int i = 0; i < 30; i++) {
            var free = new CountDownLatch(1);
            shard.execute(() -> await(free));
            for (int j = 0; j < 6; j++) {
                publish(j % 2 == 0 ? 0 : MediaPacket.DISPOSABLE);
                now.addAndGet(33_000_000);
            }
            free.countDown();
            // Between two rounds of hearing the sockets it sends what there is.
            for (int j = 0; j < 2; j++) {
                listener.say(new Clock(j));
                listener.await(Time.class);
            }
        }
        publish(MediaPacket.KEYFRAME);

        long last = sequence - 1;
        var counts = new ArrayList<Integer>();
        for (var viewer : viewers) {
            int count = 0;
            int needed = 0;
            MediaPacket packet;
            do {
                packet = viewer.media();
                count++;
                needed += packet.isDisposable() ? 0 : 1;
            } while (packet.sequence() != last);
            assertEquals(30 * 3 + 1, needed);
            counts.add(count);
        }
        Collections.sort(counts);
        assertTrue(counts.getLast() < last, "nothing was left out");
        assertTrue(2 * counts.getFirst() >= counts.get(VIEWERS / 2), "pictures of each: " + counts);
        assertEquals(VIEWERS + 1, channel.state().viewers());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishWhenLookedAt() {
        looked.set(() -> {
            try {
                publish(0);
            } catch (WebSocketException e) {
                throw new IllegalStateException(e);
            }
            publishWhenLookedAt();
        });
    }
}
