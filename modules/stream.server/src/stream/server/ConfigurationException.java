package stream.server;

/// The configuration cannot be used; the message tells the sysadmin what to mend.
final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String message) {
        super(message);
    }
}
