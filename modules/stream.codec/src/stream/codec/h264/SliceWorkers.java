package stream.codec.h264;

import java.util.function.IntConsumer;

/// Threads that run the slices of a picture at the same time, and allocate nothing to do so.
///
/// **Threads.** [#run] is called by one thread, which does its share; the others wait in between.
/// All state is guarded by the monitor of this object.
final class SliceWorkers implements AutoCloseable {
    private final Thread[] threads;
    private IntConsumer task;
    private int count;
    private int next;
    private int running;
    private boolean closed;
    private RuntimeException failure;

    /// @param helpers threads beside the caller's
    SliceWorkers(int helpers) {
        threads = new Thread[helpers];
        for (int i = 0; i < helpers; i++) {
            threads[i] = Thread.ofPlatform().daemon().name("h264-slice-" + (i + 1)).start(this::work);
        }
    }

    /// Runs the task for 0 up to `count`, in any order, and returns when all are done.
    void run(int count, IntConsumer task) {
        synchronized (this) {
            this.task = task;
            this.count = count;
            next = 0;
            failure = null;
            notifyAll();
        }
        takeAll();
        synchronized (this) {
            boolean interrupted = false;
            while (running > 0) {
                try {
                    wait();
                } catch (InterruptedException _) { // slices end by themselves; the caller is told after
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    private void takeAll() {
        for (int i = take(); i >= 0; i = take()) {
            try {
                task.accept(i);
            } catch (RuntimeException e) {
                fail(e);
            } finally {
                done();
            }
        }
    }

    private synchronized int take() {
        if (next >= count) {
            return -1;
        }
        running++;
        return next++;
    }

    private synchronized void done() {
        running--;
        notifyAll();
    }

    private synchronized void fail(RuntimeException e) {
        failure = e;
    }

    private void work() {
        while (awaitTask()) {
            takeAll();
        }
    }

    private synchronized boolean awaitTask() {
        while (!closed && next >= count) {
            try {
                wait();
            } catch (InterruptedException _) { // nobody has a reason to: go on until closed
                continue;
            }
        }
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
