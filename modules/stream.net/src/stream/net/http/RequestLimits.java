package stream.net.http;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Keeps one connection that speaks HTTP to its [Bounds], without reading HTTP: it is told when bytes
/// come and go, and when a handler begins and ends. What comes before a handler begins was a head.
///
/// ```
///   waiting --bytes--> head --handler begins--> in hand --handler ends--> waiting
///   (idleTime)      (headTime, headBytes)    (bodyTime; idleTime without progress)
/// ```
///
/// **Threads.** Any thread calls any method; [#received] may wait, until [#close()].
final class RequestLimits {
    private final Bounds bounds;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /// Requests in hand: two for a moment, when the next begins before the last handler returned.
    private int requests;
    /// When the head that is coming began, or 0; a new connection owes its first at once.
    private long headSince;
    private int headBytes;
    /// When a handler began to wait for a body, or 0.
    private long bodySince;
    /// When the HTTP server ended its side, or 0.
    private long lingerSince;
    private long progressAt;
    private boolean closed;

    RequestLimits(Bounds bounds, LongSupplier nanos) {
        this.bounds = bounds;
        this.nanos = nanos;
        headSince = now();
        progressAt = headSince;
    }

    /// Never 0, which stands for "not now".
    private long now() {
        return nanos.getAsLong() | 1;
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Bytes came from the client. Past the bound of a head they are not refused, because they may be
    /// the body of a request whose handler has not begun yet, but held back until that is known.
    ///
    /// @throws IOException when the connection is closed
    void received(int bytes) throws IOException {
        lock.lock();
        try {
            progressAt = now();
            if (requests > 0) {
                return;
            }
            if (headSince == 0) {
                headSince = now();
            }
            headBytes += bytes;
            // The HTTP server has the same bound but counts in another way: it is to be the first.
            while (requests == 0 && headBytes > 2 * bounds.headBytes() && lingerSince == 0 && !closed) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                throw new IOException("closed");
            }
        } finally {
            lock.unlock();
        }
    }

    /// Bytes of an answer are on their way to the client.
    void answering() {
        locked(() -> {
            headBytes = 0;
            progressAt = now();
        });
    }

    /// A handler has been given a request.
    void began() {
        locked(() -> {
            requests++;
            headSince = 0;
            headBytes = 0;
        });
    }

    /// The handler has said all it had to say.
    void ended() {
        locked(() -> {
            requests--;
            progressAt = now();
        });
    }

    /// The handler waits for the body from now on, or does so no more.
    void awaitBody(boolean waiting) {
        locked(() -> bodySince = waiting ? now() : 0);
    }

    /// The HTTP server has ended its side; the client is given a moment to end its own.
    void lingering() {
        locked(() -> lingerSince = now());
    }

    void close() {
        locked(() -> closed = true);
    }

    /// Whether no request is in hand.
    boolean isIdle() {
        lock.lock();
        try {
            return requests == 0;
        } finally {
            lock.unlock();
        }
    }

    /// What to tell a client on whose head the HTTP server hung up without a word, as it does when it
    /// cannot read it or it is too long: a status, or nothing when there was no head.
    String complaint() {
        lock.lock();
        try {
            if (requests > 0 || headBytes == 0) {
                return "";
            }
            boolean tooLong = headBytes > bounds.headBytes() / 2;
            return tooLong ? "431 Request Header Fields Too Large" : "400 Bad Request";
        } finally {
            lock.unlock();
        }
    }

    /// Whether a time has run out.
    ///
    /// @param crowded whether others need the place of a connection that waits
    boolean isOverdue(boolean crowded) {
        lock.lock();
        try {
            long now = now();
            if (lingerSince != 0 && now - lingerSince >= bounds.lingerTime().toNanos()) {
                return true;
            }
            if (requests == 0 && headSince != 0) {
                return now - headSince >= bounds.headTime().toNanos();
            }
            if (bodySince != 0 && now - bodySince >= bounds.bodyTime().toNanos()) {
                return true;
            }
            var idleTime = crowded && requests == 0 ? bounds.crowdedIdleTime() : bounds.idleTime();
            return now - progressAt >= idleTime.toNanos();
        } finally {
            lock.unlock();
        }
    }
}
