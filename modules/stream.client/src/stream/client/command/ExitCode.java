package stream.client.command;

import stream.client.publish.Setback;

/// What the program's end tells a script; `stream-client --help` lists them.
public enum ExitCode {
    /// The stream was stopped from here.
    DONE(0),
    /// The program failed, the encoder for instance.
    FAILED(1),
    /// The command line was wrong.
    USAGE(2),
    WRONG_KEY(3),
    TAKEN_OVER(4),
    KEY_REVOKED(5),
    /// The server ended the stream, or refused it for good.
    REFUSED(6),
    /// No connection, and `--retry no` was given.
    UNREACHABLE(7),
    /// There is no screen to capture.
    NO_SCREEN(8);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    static ExitCode of(Setback.Kind kind) {
        return switch (kind) {
            case WRONG_KEY -> WRONG_KEY;
            case TAKEN_OVER -> TAKEN_OVER;
            case KEY_REVOKED -> KEY_REVOKED;
            case REFUSED, ENDED_BY_SERVER, ENDED_BY_ADMIN, BANNED, NOT_A_SERVER, UNTRUSTED -> REFUSED;
            case UNREACHABLE, LOST, SERVER_STOPPING, BUSY -> UNREACHABLE;
            case ENCODER_FAILED -> FAILED;
        };
    }
}
