package stream.client.command;

/// The command line asks for something that there is not; the message says what, for a person.
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
