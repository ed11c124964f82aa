package stream.server.api;

import java.io.IOException;
import java.time.Duration;
import stream.net.http.Handler;
import stream.net.http.HttpProblem;
import stream.net.http.WebSocketEndpoint;
import stream.server.account.AccountException;
import stream.server.moderation.ModerationException;
import stream.server.store.DatabaseException;

/// Turns what goes wrong behind a handler into an answer.
public final class Failures {
    /// The database is looked for about this often.
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(2);

    /// Somebody has to come and make room.
    private static final Duration ROOM_RETRY = Duration.ofMinutes(1);

    private Failures() {}

    /// The same handler; what accounts and the database refuse is answered as PROTOCOL.md says.
    public static Handler answered(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (AccountException e) {
                throw problem(e);
            } catch (ModerationException e) {
                throw problem(e);
            } catch (DatabaseException e) {
                throw problem(e);
            }
        };
    }

    /// The same endpoint, likewise.
    public static WebSocketEndpoint answeredSocket(WebSocketEndpoint endpoint) {
        return request -> {
            try {
                return endpoint.accept(request);
            } catch (AccountException e) {
                throw problem(e);
            } catch (DatabaseException e) {
                throw problem(e);
            }
        };
    }

    /// The store has logged why.
    static HttpProblem problem(DatabaseException failure) {
        if (failure.diskFull()) {
            return new HttpProblem(
                    507,
                    "disk-full",
                    "The server's disk is full, so nothing was changed. Tell whoever runs this site.",
                    ROOM_RETRY);
        }
        return new HttpProblem(
                503,
                "database-away",
                "The server cannot reach its database right now. Try again in a few seconds.",
                DATABASE_RETRY);
    }

    private static HttpProblem problem(ModerationException e) {
        var status = switch (e.reason()) {
            case BAD_RULES -> 400;
            case NOT_ALLOWED -> 403;
            case TOO_MANY -> 409;
            case SLOW_DOWN -> 429;
        };
        return new HttpProblem(status, e.reason().code(), e.getMessage(), e.retryAfter().orElse(null));
    }

    private static HttpProblem problem(AccountException e) {
        var status = switch (e.reason()) {
            case BAD_NAME, NAME_RESERVED, BAD_PASSWORD, BAD_TEXT, BAD_PICTURE, OWN_CHANNEL -> 400;
            case GONE -> 401;
            case WRONG_PASSWORD, BANNED, NOT_ALLOWED -> 403;
            case NAME_TAKEN, TOO_MANY -> 409;
            case SLOW_DOWN -> 429;
            case BUSY -> 503;
        };
        return new HttpProblem(status, e.reason().code(), e.getMessage(), e.retryAfter().orElse(null));
    }
}
