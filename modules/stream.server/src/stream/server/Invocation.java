package stream.server;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How the program was called. Words come first: the name of a command and what it works on; then options.
///
/// @param words empty when the server is to serve
/// @param options beginning with `--`, and their values
/// @param home the folder that holds `www` and `schema.sql`
record Invocation(List<String> words, List<String> options, Map<String, String> environment, Path home) {

    static Invocation of(String[] arguments, Map<String, String> environment, Path home) {
        var words = Arrays.stream(arguments).takeWhile(word -> !word.startsWith("--")).toList();
        return new Invocation(words, List.of(arguments).subList(words.size(), arguments.length), environment, home);
    }

    boolean has(String flag) {
        return options.contains(flag);
    }

    /// The same without an option that has no value.
    Invocation without(String flag) {
        return new Invocation(words, options.stream().filter(option -> !option.equals(flag)).toList(), environment, home);
    }

    Configuration configuration() throws ConfigurationException {
        return Configuration.of(options, environment, home);
    }
}
