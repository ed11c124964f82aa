package stream.client.sound;

/// Sound cannot be taken; the message is for a person to read.
public final class SoundException extends Exception {
    private static final long serialVersionUID = 1L;

    public SoundException(String message) {
        super(message);
    }

    public SoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
