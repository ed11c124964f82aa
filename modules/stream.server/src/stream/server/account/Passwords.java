package stream.server.account;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import stream.net.limits.HeavyWork;
import stream.server.account.AccountException.Reason;

/// Makes and checks password hashes, a few at a time: each takes 19 MiB and tens of milliseconds of a
/// processor, on purpose.
///
/// **Threads.** Safe for all; hashing is [HeavyWork]. A request that finds no place within [#PATIENCE] is
/// refused.
final class Passwords {
    /// About how long a person waits without wondering.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Argon2Hash.Cost cost;
    private final Semaphore places;
    private final HeavyWork hashing;
    private final SecureRandom random;
    private final Argon2Hash nobody;
    private final LongAdder refused = new LongAdder();

    Passwords(Argon2Hash.Cost cost, SecureRandom random) {
        this(cost, random, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /// @param places how many hashes are made at once
    Passwords(Argon2Hash.Cost cost, SecureRandom random, int places) {
        this(cost, random, places, Thread.ofPlatform().daemon().name("argon2").factory());
    }

    Passwords(Argon2Hash.Cost cost, SecureRandom random, int places, ThreadFactory threads) {
        this.hashing = new HeavyWork(threads);
        this.cost = cost;
        this.random = random;
        this.places = new Semaphore(places, true);
        // Nothing hashes to zeros: this only has to cost as much as a real one.
        this.nobody = new Argon2Hash(cost, new byte[Argon2Hash.SALT_BYTES], new byte[Argon2Hash.HASH_BYTES]);
    }

    /// @return a PHC string
    String hash(String password) throws AccountException {
        var salt = new byte[Argon2Hash.SALT_BYTES];
        random.nextBytes(salt);
        return compute(() -> Argon2Hash.of(normal(password), cost, salt)).phc();
    }

    /// @param phc as [#hash(String)] gave it, perhaps at another cost
    boolean matches(String password, String phc) throws AccountException {
        var hash = Argon2Hash.parse(phc);
        return compute(() -> hash.orElse(nobody).matches(normal(password))) && hash.isPresent();
    }

    /// Takes as long as [#matches(String, String)], and nothing matches: for users that do not exist.
    boolean matchesNobody(String password) throws AccountException {
        return matches(password, nobody.phc());
    }

    /// Whether the hash should be made again because the cost has changed.
    boolean outdated(String phc) {
        return Argon2Hash.parse(phc).map(hash -> !hash.cost().equals(cost)).orElse(true);
    }

    /// The same password whatever keyboard it was typed on (NIST SP 800-63B §3.1.1.2).
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /// How many found no place, since the start.
    long refused() {
        return refused.sum();
    }

    private <T> T compute(Callable<T> work) throws AccountException {
        var place = false;
        try {
            place = places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!place) {
                refused.increment();
                throw busy();
            }
            return hashing.await(work);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        } finally {
            if (place) {
                places.release();
            }
        }
    }

    private static AccountException busy() {
        return new AccountException(
                Reason.BUSY, "Many people are signing in right now. Try again in a few seconds.", PATIENCE);
    }
}
