package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a viewer gets of a stream that its line is much too narrow for: [Cursor], [SendBuffer] and
/// [KeyframeWish] against a simulated kernel and line, over five minutes.
class NarrowLineTest {
    private static final int SECONDS = 300;
    private static final int WARMUP_SECONDS = 10;
    private static final int FRAMES_PER_SECOND = 30;
    private static final int KEYFRAME_INTERVAL = 120;
    private static final int LINE_KBPS = 500;
    /// What waits before the narrow place, in a modem: 200 ms.
    private static final int MODEM_BYTES = LINE_KBPS * 125 / 5;

    /// A packet's last byte, as a position in all that was written, and when it was captured.
    private record Sent(long end, long arrivalNanos) {}

    private final Rings rings;
    private final Cursor cursor;
    private final SendBuffer sendBuffer = new SendBuffer();
    private final KeyframeWish wish = new KeyframeWish();
    private final ArrayDeque<Sent> onTheWay = new ArrayDeque<>();
    private final List<Long> delays = new ArrayList<>();
    private final List<Long> shownMillis = new ArrayList<>();
    private int kernelBytes = 2 * SendBuffer.FIRST_BYTES;
    private boolean full;
    private int drops;
    private long written;
    private double delivered;
    private boolean keyframeWanted;
    private long keyframeMillis;
    private int keyframes;

    NarrowLineTest() throws OutOfRoomException {
        rings = new Rings(Ring.SMALLEST_BYTES, Ring.LARGEST_BYTES);
        cursor = new Cursor(rings.ring);
    }

    @ParameterizedTest(name = "keyframes {0} times as large: under 1.5 s, {1} pictures a second or more")
    @CsvSource({"1, 4.0", "3, 3.0", "6, 1.5"})
    void aNarrowLineGetsFewerPicturesNeverOldOnes(int keyframeFactor, double leastPictures) throws OutOfRoomException {
        int mean = 2_500 * 125 / FRAMES_PER_SECOND;
        int frame = mean * KEYFRAME_INTERVAL / (KEYFRAME_INTERVAL - 1 + keyframeFactor);
        int sinceKeyframe = KEYFRAME_INTERVAL;
        long nextFrame = 0;
        for (long millis = 0; millis < SECONDS * 1000L; millis++) {
            if (millis * FRAMES_PER_SECOND >= nextFrame * 1000) {
                nextFrame++;
                if (keyframeWanted || sinceKeyframe >= KEYFRAME_INTERVAL) {
                    keyframeWanted = false;
                    sinceKeyframe = 0;
                    keyframes++;
                    rings.keyframe(frame * keyframeFactor, millis);
                } else {
                    rings.video(0, frame, millis);
                }
                sinceKeyframe++;
            }
            deliver(millis);
            write(millis);
        }
        var sorted = delays.stream().sorted().toList();
        double pictures = delays.size() / (double) (SECONDS - WARMUP_SECONDS);
        long oldest = sorted.getLast();
        long longest = 0;
        for (int i = 1; i < shownMillis.size(); i++) {
            longest = Math.max(longest, shownMillis.get(i) - shownMillis.get(i - 1));
        }
        var figures = "%.1f pictures/s, delay median %d, p99 %d, most %d ms; still for up to %d ms; %d keyframes"
                .formatted(pictures, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), oldest,
                        longest, keyframes);
        assertTrue(oldest < 1500, figures);
        assertTrue(pictures >= leastPictures, figures);
        assertTrue(longest <= 2000, figures);
    }

    private void deliver(long millis) {
        delivered = Math.min(written, delivered + LINE_KBPS / 8.0);
        while (!onTheWay.isEmpty() && onTheWay.peek().end() <= delivered) {
            long delay = millis - onTheWay.poll().arrivalNanos() / Rings.MILLIS;
            if (millis >= WARMUP_SECONDS * 1000L) {
                delays.add(delay);
                shownMillis.add(millis);
            }
        }
        // The kernel says that there is room when a third of its buffer is free.
        full = full && kernelWaits() > kernelBytes * 2 / 3;
    }

    private long kernelWaits() {
        return Math.max(0, written - (long) delivered - MODEM_BYTES);
    }

    /// As a [ShardMember] does.
    private void write(long millis) {
        long now = millis * Rings.MILLIS;
        while (!full) {
            var step = cursor.plan(now);
            if (cursor.drops() != drops) {
                drops = cursor.drops();
                resize(sendBuffer.afterDrop(now));
            }
            if (step != Cursor.Step.RANGE) {
                resize(sendBuffer.idle(now));
                if (wish.isDue(cursor, now) && millis - keyframeMillis >= 1000) {
                    keyframeWanted = true;
                    keyframeMillis = millis;
                }
                return;
            }
            long wanted = Math.min(cursor.to() - cursor.from(), sendBuffer.piece());
            int taken = (int) Math.clamp(kernelBytes - kernelWaits(), 0, wanted);
            note(taken);
            assertTrue(cursor.sent(taken));
            if (taken < wanted || wanted == sendBuffer.piece()) {
                full = true;
                sendBuffer.full(taken, now);
            }
        }
    }

    /// Which packets end in the bytes that the kernel takes now.
    private void note(int taken) {
        var ending = new ArrayDeque<Sent>();
        for (long n = rings.ring.newest().number(); n >= 0; n--) {
            var entry = rings.ring.at(n);
            if (entry == null || entry.end() <= cursor.from()) {
                break;
            }
            if (entry.end() <= cursor.from() + taken) {
                ending.addFirst(new Sent(written + entry.end() - cursor.from(), entry.arrivalNanos()));
            }
        }
        onTheWay.addAll(ending);
        written += taken;
    }

    private void resize(int bytes) {
        if (bytes > 0) {
            kernelBytes = 2 * bytes;
        }
    }
}
