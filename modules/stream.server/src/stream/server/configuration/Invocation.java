package stream.server.configuration;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import stream.common.program.Question;

/// How the program was called. Words come first: the name of a command and what it works on; then options.
///
/// @param question what is asked in place of anything else
/// @param words empty when the server is to serve
/// @param arguments beginning with `--`, and their values
/// @param home the folder that holds `www` and `schema.sql`
/// @param options all that there are
public record Invocation(
        Question question, List<String> words, List<String> arguments, Map<String, String> environment, Path home, List<Option> options) {

    public static Invocation of(
            String[] arguments, Map<String, String> environment, Path home, List<Option> options) {
        var words = Arrays.stream(arguments).takeWhile(word -> !word.startsWith("-")).toList();
        var rest = List.of(arguments).subList(words.size(), arguments.length);
        boolean help = !words.isEmpty() && words.getFirst().equals("help");
        return new Invocation(Question.in(List.of(arguments)), help ? words.subList(1, words.size()) : words,
            rest, environment, home, options);
    }

    public boolean has(String flag) {
        return arguments.contains(flag);
    }

    /// The same without an option that has no value.
    public Invocation without(String flag) {
        var rest = arguments.stream().filter(argument -> !argument.equals(flag)).toList();
        return new Invocation(question, words, rest, environment, home, options);
    }

    public Configuration configuration() throws ConfigurationException {
        return Configuration.of(arguments, environment, home, options);
    }
}
