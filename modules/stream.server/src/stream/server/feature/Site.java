package stream.server.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stream.net.http.AnsweredRequest;
import stream.net.http.FrontDoor;
import stream.net.http.Handler;
import stream.net.http.Router;
import stream.server.account.Accounts;
import stream.server.api.Authentication;
import stream.server.api.ChannelsApi;
import stream.server.configuration.Configuration;
import stream.server.control.ControlSocket;
import stream.server.live.Channels;
import stream.server.store.Database;

/// The site as a [Feature] finds it, and where it adds what it brings.
///
/// **Threads.** Filled by the thread that starts the server.
public final class Site {
    /// What the base consists of.
    ///
    /// @param pages answers with a page of the site, by its file name
    public record Base(
            Configuration configuration, FrontDoor door, Database database, Accounts accounts,
            Channels channels, ChannelsApi directory, Authentication authentication, Pages pages) {}

    /// Answers with a page of the site.
    @FunctionalInterface
    public interface Pages {
        /// @param fileName in the folder of pages: `game.html`
        Handler page(String fileName);
    }

    private final Base base;
    private final Router routes;
    private final List<AnsweredRequest.Observer> observers = new ArrayList<>();
    private final Map<String, ControlSocket.Answer> answers = new LinkedHashMap<>();
    private final List<AutoCloseable> endings = new ArrayList<>();

    public Site(Base base, Router routes) {
        this.base = base;
        this.routes = routes;
    }

    public Base base() {
        return base;
    }

    /// Where addresses are added; they must not be those of the base.
    public Router routes() {
        return routes;
    }

    /// Has each answered request told to the observer.
    public void observe(AnsweredRequest.Observer observer) {
        observers.add(observer);
    }

    /// Answers what a command asks of the running server.
    ///
    /// @param word the first of what is asked
    public void answer(String word, ControlSocket.Answer answer) {
        answers.put(word, answer);
    }

    /// Has something closed when the server has stopped to answer.
    public void closeAtEnd(AutoCloseable ending) {
        endings.add(ending);
    }

    public List<AnsweredRequest.Observer> observers() {
        return observers;
    }

    public Map<String, ControlSocket.Answer> answers() {
        return answers;
    }

    public List<AutoCloseable> endings() {
        return endings;
    }
}
