package stream.server.account;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import stream.net.limits.TokenBuckets;
import stream.server.account.AccountException.Reason;

/// How often anybody may try.
///
/// Guessing a password is slowed three ways. One network may try a little; one network may try one name
/// less; and all networks together may try one name only so often. That last limit would let strangers
/// lock an owner out, so it does not hold for networks from which somebody signed in to that name before.
/// Names that do not exist are treated like those that do.
///
/// **Threads.** Safe for all.
final class Limits {
    /// Buckets of each kind: some MiB in all when every one is in use.
    private static final int KEYS = 20_000;

    /// Attempts to sign in from one network: a household, a school or an office behind one address.
    static final int NETWORK_ATTEMPTS = 40;
    private static final Duration NETWORK_INTERVAL = Duration.ofSeconds(2);
    /// Wrong passwords for one name from one network: as often as one forgets which it was.
    static final int NAME_ATTEMPTS = 10;
    private static final Duration NAME_INTERVAL = Duration.ofSeconds(30);
    /// Wrong passwords for one name from all strangers together.
    private static final int STRANGER_ATTEMPTS = 50;
    private static final Duration STRANGER_INTERVAL = Duration.ofSeconds(10);
    /// New accounts from one network: a class signs up in one lesson, a machine fills no database.
    static final int SIGN_UPS = 40;
    private static final Duration SIGN_UP_INTERVAL = Duration.ofMinutes(1);
    /// Changes that one user makes.
    private static final int CHANGES = 30;
    private static final Duration CHANGE_INTERVAL = Duration.ofSeconds(2);

    private record Attempt(Network network, String name) {}

    private final TokenBuckets<Network> networks;
    private final TokenBuckets<Attempt> attempts;
    private final TokenBuckets<String> strangers;
    private final TokenBuckets<Network> signUps;
    private final TokenBuckets<Long> changes;
    private final Set<Attempt> known;

    /// @param nanoTime as [System#nanoTime()]
    Limits(LongSupplier nanoTime) {
        networks = new TokenBuckets<>(NETWORK_ATTEMPTS, NETWORK_INTERVAL, KEYS, nanoTime);
        attempts = new TokenBuckets<>(NAME_ATTEMPTS, NAME_INTERVAL, KEYS, nanoTime);
        strangers = new TokenBuckets<>(STRANGER_ATTEMPTS, STRANGER_INTERVAL, KEYS, nanoTime);
        signUps = new TokenBuckets<>(SIGN_UPS, SIGN_UP_INTERVAL, KEYS, nanoTime);
        changes = new TokenBuckets<>(CHANGES, CHANGE_INTERVAL, KEYS, nanoTime);
        known = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Attempt, Boolean> eldest) {
                return size() > KEYS;
            }
        }));
    }

    /// Before the body of a request to sign in is read, so that half a body costs its sender something.
    void signIn(InetAddress from) throws AccountException {
        take(networks, Network.of(from), "Too many people sign in from your network right now.");
    }

    /// Before a password is checked. What is taken here is given back when it was right.
    ///
    /// @param name folded
    void tryPassword(InetAddress from, String name) throws AccountException {
        var attempt = new Attempt(Network.of(from), name);
        take(attempts, attempt, "Too many wrong passwords.");
        if (!known.contains(attempt)) {
            take(strangers, name, "Somebody guesses at this account, so signing in from new places is slow.");
        }
    }

    /// The password was not looked at, for no fault of the network: gives back what [#signIn] and
    /// [#tryPassword] took.
    void giveBackAttempt(InetAddress from, String name) {
        var attempt = new Attempt(Network.of(from), name);
        networks.giveBack(attempt.network());
        attempts.giveBack(attempt);
        if (!known.contains(attempt)) {
            strangers.giveBack(name);
        }
    }

    /// After the password was right, and after a new account was made.
    void gotIn(InetAddress from, String name) {
        var attempt = new Attempt(Network.of(from), name);
        attempts.fill(attempt);
        if (known.add(attempt)) {
            strangers.giveBack(name);
        }
    }

    /// Before the body of a request to sign up is read.
    void signUp(InetAddress from) throws AccountException {
        take(signUps, Network.of(from), "Too many new accounts from your network.");
    }

    /// No account was made, for no fault of the network.
    void giveBackSignUp(InetAddress from) {
        signUps.giveBack(Network.of(from));
    }

    void change(long userId) throws AccountException {
        take(changes, userId, "You change things too fast.");
    }

    /// How often each was reached, by a name for programs.
    Map<String, Long> refusals() {
        return Map.of(
                "sign-in-network", networks.refused(), "sign-in-name", attempts.refused(),
                "sign-in-strangers", strangers.refused(), "sign-up", signUps.refused(),
                "change", changes.refused());
    }

    private static <K> void take(TokenBuckets<K> buckets, K key, String sentence) throws AccountException {
        var wait = buckets.take(key);
        if (!wait.isZero()) {
            var seconds = wait.plusMillis(999).toSeconds();
            throw new AccountException(
                    Reason.SLOW_DOWN,
                    sentence + " Try again in " + seconds + (seconds == 1 ? " second." : " seconds."),
                    Duration.ofSeconds(seconds));
        }
    }
}
