import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/// Measures how much there is to read, and how tangled it is: lines of a few bases of modules, files longer
/// than 400 lines, and cycles of more than two classes in a package. Fails when something grew beyond
/// `tools/measure.txt`, which is lowered as the code gets smaller and never raised.
///
/// In that file a line `lines MODULE+MODULE N` bounds the lines of modules together, `long N` the number of
/// long files, and `cycles N` the classes that are in cycles.
///
/// usage: `java tools/Measure.java COMPILED-MODULES LIBRARIES`
final class Measure {
    private static final int LONG = 400;
    private static final Pattern EDGE = Pattern.compile("\\s+(stream\\.[\\w.$]+)\\s+-> (stream\\.[\\w.$]+)\\s.*");

    private boolean failed;

    void main(String[] args) throws IOException {
        for (var line : Files.readAllLines(Path.of("tools/measure.txt"))) {
            var words = line.strip().split("\\s+");
            switch (words[0]) {
                case "lines" -> bound("lines of " + words[1], lines(words[1].split("\\+")), words[2]);
                case "long" -> {
                    var files = longFiles();
                    bound("files of more than " + LONG + " lines " + files, files.size(), words[1]);
                }
                case "cycles" -> {
                    var cycles = cycles(args[0], args[1]);
                    bound("classes in cycles of more than two", cycles.stream().mapToInt(Set::size).sum(), words[1]);
                    cycles.forEach(cycle -> System.out.println("  cycle: " + cycle));
                }
                default -> { } // a comment
            }
        }
        if (failed) {
            System.exit(1);
        }
    }

    private void bound(String what, int measured, String bound) {
        System.out.printf("Measure: %,d %s (at most %s)%n", measured, what, bound);
        if (measured > Integer.parseInt(bound)) {
            System.err.println("Measure: too many " + what + ": " + measured + " of at most " + bound);
            failed = true;
        }
    }

    private static int lines(String[] modules) throws IOException {
        int lines = 0;
        for (var module : modules) {
            for (var file : sources(Path.of("modules", module, "src"))) {
                lines += Files.readAllLines(file).size();
            }
        }
        return lines;
    }

    private static List<String> longFiles() throws IOException {
        var found = new ArrayList<String>();
        for (var file : sources(Path.of("modules"))) {
            int lines = Files.readAllLines(file).size();
            if (lines > LONG && file.toString().contains("/src/")) {
                found.add(file.getFileName() + " " + lines);
            }
        }
        return found;
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    /// The cycles among the top-level classes of each package.
    private static List<Set<String>> cycles(String modules, String libraries) throws IOException {
        var uses = new TreeMap<String, Set<String>>();
        List<Path> folders;
        try (var entries = Files.list(Path.of(modules))) {
            folders = entries.filter(Files::isDirectory).sorted().toList();
        }
        for (var folder : folders) {
            for (var line : jdeps("--module-path", modules + ":" + libraries, "--multi-release", "25",
                    "-verbose:class", "-filter:none", "-m", folder.getFileName().toString())) {
                var edge = EDGE.matcher(line);
                if (edge.matches()) {
                    var from = topLevel(edge.group(1));
                    var to = topLevel(edge.group(2));
                    if (!from.equals(to) && packageOf(from).equals(packageOf(to))) {
                        uses.computeIfAbsent(from, _ -> new TreeSet<>()).add(to);
                    }
                }
            }
        }
        return stronglyConnected(uses).stream().filter(classes -> classes.size() > 2).toList();
    }

    private static String topLevel(String name) {
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /// Tarjan's algorithm.
    private static List<Set<String>> stronglyConnected(Map<String, Set<String>> uses) {
        var search = new Search(uses);
        uses.keySet().forEach(search::visit);
        return search.found;
    }

    private static final class Search {
        final Map<String, Set<String>> uses;
        final Map<String, Integer> index = new HashMap<>();
        final Map<String, Integer> low = new HashMap<>();
        final ArrayDeque<String> stack = new ArrayDeque<>();
        final Set<String> onStack = new HashSet<>();
        final List<Set<String>> found = new ArrayList<>();

        Search(Map<String, Set<String>> uses) {
            this.uses = uses;
        }

        void visit(String name) {
            if (index.containsKey(name)) {
                return;
            }
            index.put(name, index.size());
            low.put(name, index.get(name));
            stack.push(name);
            onStack.add(name);
            for (var used : uses.getOrDefault(name, Set.of())) {
                visit(used);
                if (onStack.contains(used)) {
                    low.merge(name, low.get(used), Math::min);
                }
            }
            if (low.get(name).equals(index.get(name))) {
                var component = new TreeSet<String>();
                String member;
                do {
                    member = stack.pop();
                    onStack.remove(member);
                    component.add(member);
                } while (!member.equals(name));
                found.add(component);
            }
        }
    }

    private static List<String> jdeps(String... arguments) {
        var out = new StringWriter();
        int status = ToolProvider.findFirst("jdeps").orElseThrow()
                .run(new PrintWriter(out), new PrintWriter(out), arguments);
        if (status != 0) {
            throw new IllegalStateException("jdeps " + Arrays.toString(arguments) + " failed: " + out);
        }
        return out.toString().lines().toList();
    }
}
