package stream.net.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import stream.net.limits.InboundBudget;

/// Reads a request's body as it comes in: what is set aside grows with what has come, whatever length was
/// declared, and is counted among all that is not whole.
///
/// @param holding what this body takes of the memory for bodies
record BodyReader(InputStream body, InboundBudget.Holding holding) {
    private static final int INITIAL_BYTES = 1024;
    private static final Duration RETRY = Duration.ofSeconds(5);

    /// @throws HttpProblem 413 when it is longer, 503 when there is no room for it
    byte[] read(int maxBytes) throws IOException {
        var buffer = reserved(new byte[0], Math.min(INITIAL_BYTES, maxBytes + 1));
        int length = 0;
        try {
            for (int n = 0; n >= 0; n = body.read(buffer, length, buffer.length - length)) {
                length += n;
                if (length > maxBytes) {
                    throw new HttpProblem(413, "too-large", "This can have " + (maxBytes >> 10) + " KiB.");
                }
                if (length == buffer.length) {
                    buffer = reserved(buffer, Math.min(2 * length, maxBytes + 1));
                }
            }
        } catch (HttpProblem problem) {
            throw problem;
        } catch (IOException e) {
            checkRoom(!holding.isLetGo());
            throw e;
        }
        checkRoom(!holding.isLetGo());
        return Arrays.copyOf(buffer, length);
    }

    private byte[] reserved(byte[] buffer, int bytes) throws HttpProblem {
        checkRoom(holding.hold(bytes));
        return Arrays.copyOf(buffer, bytes);
    }

    private static void checkRoom(boolean isThere) throws HttpProblem {
        if (!isThere) {
            throw new HttpProblem(503, "busy", "The server has no room for this request now.", RETRY);
        }
    }
}
