package stream.client.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Options of a command line: `--name value`, `--name=value`, and switches that take no value.
public final class Options {
    private final Map<String, String> values = new HashMap<>();

    private Options() {}

    /// @param valued names that take a value
    /// @param switches names that take none
    static Options parse(List<String> arguments, Set<String> valued, Set<String> switches) throws UsageException {
        var options = new Options();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            if (!argument.startsWith("--")) {
                throw new UsageException("'" + argument + "' is not an option.");
            }
            int equals = argument.indexOf('=');
            var name = argument.substring(2, equals < 0 ? argument.length() : equals);
            if (options.values.containsKey(name)) {
                throw new UsageException("--" + name + " is given twice.");
            }
            if (switches.contains(name) && equals < 0) {
                options.values.put(name, "");
            } else if (!valued.contains(name)) {
                throw new UsageException("There is no option --" + name + ".");
            } else if (equals >= 0) {
                options.values.put(name, argument.substring(equals + 1));
            } else if (rest.hasNext()) {
                options.values.put(name, rest.next());
            } else {
                throw new UsageException("--" + name + " needs a value.");
            }
        }
        return options;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    int whole(String name, int fallback, int least, int most) throws UsageException {
        var text = values.get(name);
        if (text == null) {
            return fallback;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new UsageException("--" + name + " takes a number from " + least + " to " + most + ", not '" + text + "'.");
    }
}
