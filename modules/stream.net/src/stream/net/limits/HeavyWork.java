package stream.net.limits;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

/// Work that only computes, for longer than a moment. It runs on a platform thread of its own, because a
/// virtual thread that computes keeps its carrier from all the others, and those move frames.
///
/// **Threads.** Safe for all. The caller bounds how much runs at once.
public final class HeavyWork {
    private final ThreadFactory threads;

    /// @param name of the threads
    public HeavyWork(String name) {
        this(Thread.ofPlatform().daemon().name(name).factory());
    }

    public HeavyWork(ThreadFactory threads) {
        this.threads = threads;
    }

    /// Waits for the result.
    ///
    /// @throws ExecutionException with what the work threw
    public <T> T await(Callable<T> work) throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(work);
        threads.newThread(task).start();
        return task.get();
    }
}
