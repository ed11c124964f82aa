package stream.net.http;

import java.io.IOException;
import java.time.Duration;

/// A request that cannot be answered as asked: becomes an `application/problem+json` answer
/// (RFC 9457).
public class HttpProblem extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final Duration retryAfter;

    /// @param status of the answer, 400 to 599
    /// @param code for programs, such as `name-taken`
    /// @param detail a sentence that a person understands and can act upon
    public HttpProblem(int status, String code, String detail) {
        this(status, code, detail, null);
    }

    /// @param retryAfter when to come back, or null
    public HttpProblem(int status, String code, String detail, Duration retryAfter) {
        super(detail);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /// When to come back, or null.
    public Duration retryAfter() {
        return retryAfter;
    }
}
