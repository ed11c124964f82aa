package stream.server.configuration;

/// The configuration cannot be used; the message tells the sysadmin what to mend.
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
