package stream.server.api;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import stream.net.http.HttpProblem;
import stream.net.http.Request;
import stream.net.http.WebSocketEndpoint;
import stream.net.websocket.FrameReader;
import stream.server.account.Accounts;
import stream.server.live.Channels;
import stream.server.live.Visitor;
import stream.server.store.DatabaseException;
import stream.server.store.User;

/// `/api/publish`: a stream key, or the session of who streams from a page.
///
/// **Threads.** Safe for all.
public final class PublishSocket implements WebSocketEndpoint {
    private static final Logger LOG = System.getLogger(PublishSocket.class.getName());
    /// Far above any screen that people can watch over the net.
    private static final int MAX_BYTES_PER_SECOND = 8 << 20;
    /// PROTOCOL.md: a packet is at most 4 MiB; browsers and Java cut large messages into some frames.
    public static final FrameReader.Limits LIMITS =
            new FrameReader.Limits(4 << 20, 1024).perSecond(MAX_BYTES_PER_SECOND);
    private static final String SCHEME = "Bearer ";

    private final Channels channels;
    private final Accounts accounts;
    private final Authentication authentication;

    public PublishSocket(Channels channels, Accounts accounts, Authentication authentication) {
        this.channels = channels;
        this.accounts = accounts;
        this.authentication = authentication;
    }

    @Override
    public Conversation accept(Request request) throws IOException {
        var publisher = publisher(request);
        var user = publisher.user();
        return connection -> {
            LOG.log(Level.INFO, "{0} streams", user.name());
            note(user);
            try {
                channels.publish(ChannelsApi.profile(user), connection, publisher.visitor());
            } finally {
                LOG.log(Level.INFO, "{0} streams no more", user.name());
                note(user);
            }
        };
    }

    private record Publisher(User user, Visitor visitor) {}

    private Publisher publisher(Request request) throws IOException {
        var authorization = request.header("Authorization");
        if (authorization.isEmpty()) {
            var signedIn = authentication.required(request);
            return new Publisher(signedIn.user(), Authentication.visitor(signedIn));
        }
        var value = authorization.get();
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw wrongKey();
        }
        var user = accounts.byKey(value.substring(SCHEME.length()).strip()).orElseThrow(PublishSocket::wrongKey);
        return new Publisher(user, new Visitor(user.id(), user.name(), ""));
    }

    private static HttpProblem wrongKey() {
        return new HttpProblem(401, "wrong-key", "This stream key is not valid. Make a new one on the dashboard.");
    }

    private void note(User user) {
        try {
            accounts.online(user);
        } catch (DatabaseException _) {
            // The store has logged it; a stream does not depend on when it was last seen.
        }
    }
}
