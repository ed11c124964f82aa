package stream.server.feature;

import java.io.IOException;
import java.io.PrintStream;
import stream.server.configuration.ConfigurationException;
import stream.server.configuration.Invocation;

/// Something that the program does instead of serving: `stream-server WORD …`.
///
/// @param word by which it is called
/// @param purpose its line in the list of commands
/// @param help what `stream-server WORD --help` prints
public record Command(String word, String purpose, String help, Action action) {

    /// What a command does.
    @FunctionalInterface
    public interface Action {
        /// @return the exit status
        int run(Invocation invocation, PrintStream out) throws ConfigurationException, IOException;
    }

    /// A line of the help text.
    public String line() {
        return "  stream-server %-10s %s; --help tells more".formatted(word, purpose);
    }
}
