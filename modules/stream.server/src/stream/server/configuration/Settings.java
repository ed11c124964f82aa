package stream.server.configuration;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options as texts, gathered from where they can be given, not yet judged.
///
/// @param values of the options that were given somewhere
/// @param secretsIn the file, when it holds a secret
public record Settings(Map<Option, String> values, Optional<Path> secretsIn) {
    static final String FILE = "strom.properties";

    public Settings {
        values = Map.copyOf(values);
    }

    /// Gathers the options: arguments first, then the environment, then the file.
    ///
    /// @param home where `strom.properties` lies, if there is one
    /// @param options all that there are
    static Settings gather(
            List<String> arguments, Map<String, String> environment, Path home, List<Option> options)
            throws ConfigurationException {
        var values = new HashMap<Option, String>();
        var file = home.resolve(FILE);
        values.putAll(file(file, options));
        boolean secret = values.entrySet().stream().anyMatch(
            given -> given.getKey().isSecret() && !given.getValue().isEmpty());
        for (var option : options) {
            var value = environment.get(option.variable());
            if (value != null) {
                values.put(option, value);
            }
        }
        values.putAll(arguments(arguments, options));
        return new Settings(values, secret ? Optional.of(file) : Optional.empty());
    }

    private static Map<Option, String> arguments(List<String> arguments, List<Option> options)
            throws ConfigurationException {
        var values = new HashMap<Option, String>();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            int equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            var option = name.startsWith("--") ? find(name.substring(2), options) : Optional.<Option>empty();
            if (option.isEmpty()) {
                throw new ConfigurationException("There is no option \"" + name + "\"; --help lists them.");
            }
            if (equals < 0 && !rest.hasNext()) {
                throw new ConfigurationException("The option " + name + " needs a value.");
            }
            values.put(option.get(), equals < 0 ? rest.next() : argument.substring(equals + 1));
        }
        return values;
    }

    private static Map<Option, String> file(Path file, List<Option> options) throws ConfigurationException {
        var values = new HashMap<Option, String>();
        if (!Files.exists(file)) {
            return values;
        }
        for (var line : OptionsFile.read(file).entrySet()) {
            var option = find(line.getKey(), options).orElseThrow(() ->
                new ConfigurationException("The file " + file + " has an unknown option \"" + line.getKey() + "\"."));
            values.put(option, fromFolder(file.getParent(), option, line.getValue()));
        }
        return values;
    }

    /// What a file says of a path counts from the file's own folder: it holds whoever starts the server,
    /// a supervisor that has its own working directory among them.
    private static String fromFolder(Path folder, Option option, String value) throws ConfigurationException {
        if (!option.isPath() || value.isEmpty() || value.equals(Option.SELF_SIGNED)) {
            return value;
        }
        var resolved = new ArrayList<String>();
        for (var part : value.split(",")) {
            resolved.add(folder.resolve(path(option, part.trim())).toString());
        }
        return String.join(",", resolved);
    }

    private static Path path(Option option, String text) throws ConfigurationException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigurationException("The option " + option.key() + " holds no path: " + e.getReason() + ".");
        }
    }

    /// Without the values, some of which are secrets.
    @Override
    public String toString() {
        return "Settings" + values.keySet().stream().map(Option::key).sorted().toList();
    }

    private static Optional<Option> find(String key, List<Option> options) {
        return options.stream().filter(option -> option.key().equals(key)).findFirst();
    }

    public String text(Option option) {
        return values.getOrDefault(option, option.fallback());
    }

    public int number(Option option, int least, int most) throws ConfigurationException {
        try {
            int number = Integer.parseInt(text(option).trim());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new ConfigurationException("The option " + option.key() + " must be a number from " + least
            + " to " + most + ", not \"" + text(option) + "\".");
    }

    /// A file, none when the option was left out; where a path counts from, [#folder] tells.
    public Optional<Path> file(Option option) throws ConfigurationException {
        var text = text(option);
        return text.isEmpty() ? Optional.empty() : Optional.of(path(option, text));
    }

    /// A folder. What was given as an argument or in the environment is relative to the working
    /// directory, what was given in the file to the file's folder, and what was not given to `home`.
    Path folder(Option option, Path home) throws ConfigurationException {
        var text = text(option);
        return values.containsKey(option) && !text.isEmpty() ? path(option, text) : home.resolve(option.fallback());
    }
}
