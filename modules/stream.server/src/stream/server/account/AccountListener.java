package stream.server.account;

import java.util.function.Predicate;
import stream.server.store.User;

/// Is told what changed, after it was stored and before the request is answered.
public interface AccountListener {

    /// Title, description or game.
    void described(User user);

    /// The stream key: who streams with the old one has to stop.
    void keyChanged(User user);

    /// Sessions have ended.
    ///
    /// @param which of the user's sessions, by [SessionToken#session]
    void signedOut(User user, Predicate<String> which);

    /// The account was banned from the site: its stream has to stop and its sessions have ended.
    void banned(User user);

    /// The account: its stream has to stop and its channel is no more.
    void removed(User user);
}
