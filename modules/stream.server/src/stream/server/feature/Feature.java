package stream.server.feature;

import java.io.IOException;
import java.util.List;
import stream.server.configuration.ConfigurationException;
import stream.server.configuration.Option;

/// A part of the site that an image has when the part's module is linked in. The base finds features with
/// [java.util.ServiceLoader] and names none.
public interface Feature {

    /// The name of the module without `stream.`: `games`.
    String name();

    /// What a sysadmin can choose about it.
    default List<Option> options() {
        return List.of();
    }

    /// What the program can do for it instead of serving.
    default List<Command> commands() {
        return List.of();
    }

    /// Adds to the site what this feature brings, before the port answers. The database need not be
    /// there yet.
    ///
    /// @throws ConfigurationException when the values of its options cannot be used
    void install(Site site) throws ConfigurationException, IOException;
}
