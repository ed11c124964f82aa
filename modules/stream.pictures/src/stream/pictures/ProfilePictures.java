package stream.pictures;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import stream.net.limits.HeavyWork;
import stream.server.account.AccountException;
import stream.server.account.AccountException.Reason;
import stream.server.account.Accounts;
import stream.server.account.Username;
import stream.server.store.DatabaseException;
import stream.server.store.User;

/// The pictures of users.
///
/// **Threads.** Safe for all.
final class ProfilePictures {
    /// Pictures that are made anew at once: one takes some tens of milliseconds, and streams come first.
    private static final int AT_ONCE = 1;

    private final Pictures pictures;
    private final Accounts accounts;
    private final HeavyWork scaling = new HeavyWork("profile-picture");
    private final Semaphore turns = new Semaphore(AT_ONCE);

    ProfilePictures(Pictures pictures, Accounts accounts) {
        this.pictures = pictures;
        this.accounts = accounts;
    }

    /// Takes one of the user's changes; to be called before the picture is read.
    public void attempt(User user) throws AccountException {
        accounts.change(user);
    }

    /// Sets a user's picture, after an [#attempt].
    ///
    /// @param png what was sent
    public void set(User user, byte[] png) throws AccountException, DatabaseException {
        var picture = make(png);
        pictures.set(user.id(), picture.large(), picture.small());
    }

    private ProfilePicture make(byte[] png) throws AccountException {
        turns.acquireUninterruptibly();
        try {
            return scaling.await(() -> ProfilePicture.of(png));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PictureException bad) {
                throw new AccountException(Reason.BAD_PICTURE, bad.getMessage());
            }
            throw new IllegalStateException("scaling failed", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AccountException(Reason.BUSY, "The server is stopping. Try again in a few seconds.");
        } finally {
            turns.release();
        }
    }

    public void remove(User user) throws AccountException, DatabaseException {
        accounts.change(user);
        pictures.remove(user.id());
    }

    /// The PNG of who has this name in whatever case.
    ///
    /// @param small whether for a list
    public Optional<byte[]> of(String name, boolean small) throws DatabaseException {
        var username = Username.parse(name).map(Username::folded);
        if (username.isEmpty()) {
            return Optional.empty();
        }
        return small ? pictures.small(username.get()) : pictures.large(username.get());
    }
}
