package stream.client.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Options of a command line: `--name value`, `--name=value`, and switches that take no value.
public final class Options {
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();

    private Options() {}

    /// @param valued names that take a value
    /// @param repeated names that take a value and may be given several times
    /// @param switches names that take none
    static Options parse(
            List<String> arguments, Set<String> valued, Set<String> repeated, Set<String> switches) throws UsageException {
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
                continue;
            }
            if (!valued.contains(name) && !repeated.contains(name)) {
                throw new UsageException("There is no option --" + name + ".");
            }
            if (equals < 0 && !rest.hasNext()) {
                throw new UsageException("--" + name + " needs a value.");
            }
            var value = equals < 0 ? rest.next() : argument.substring(equals + 1);
            if (repeated.contains(name)) {
                options.lists.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            } else {
                options.values.put(name, value);
            }
        }
        return options;
    }

    boolean has(String name) {
        return values.containsKey(name) || lists.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// The values of an option that may be given several times, in their order.
    List<String> all(String name) {
        return lists.getOrDefault(name, List.of());
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
