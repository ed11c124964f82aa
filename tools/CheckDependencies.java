import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/// Checks that modules and packages know only those that ARCHITECTURE.md allows them to know.
///
/// The tables of that page are the rule: one of modules, whose head begins `| module |`, and ones of
/// packages, `| package |`. In a row `| `NAME` | what it is | knows |`, `knows` is `all`, `nothing`, or a list of the last parts of names. Real dependencies
/// come from `jdeps`. A module with rows for its packages must have a row for each of them.
///
/// usage: `java tools/CheckDependencies.java COMPILED-MODULES LIBRARIES`
final class CheckDependencies {
    private static final Pattern HEAD = Pattern.compile("\\| (module|package) \\|.*");
    private static final Pattern ROW = Pattern.compile("\\| `(stream[a-z.]*)` \\|.*\\|([^|]*)\\|\\s*");
    private static final Pattern MODULE_EDGE = Pattern.compile("(stream\\.\\S+) -> (stream\\.\\S+)");
    private static final Pattern PACKAGE_EDGE =
            Pattern.compile("\\s+(stream\\.\\S+)\\s+-> (stream\\.\\S+)\\s+(stream\\.)?\\S+.*");

    /// What each module and package may know; the key is `module NAME` or `package NAME`.
    private final Map<String, String> rules = new TreeMap<>();
    private final Set<String> complaints = new TreeSet<>();

    void main(String[] args) throws IOException {
        readRules(Path.of("ARCHITECTURE.md"));
        List<Path> modules;
        try (var entries = Files.list(Path.of(args[0]))) {
            modules = entries.filter(Files::isDirectory).sorted().toList();
        }
        for (Path module : modules) {
            check(module.getFileName().toString(), args[0], args[1]);
        }
        complaints.forEach(System.err::println);
        if (!complaints.isEmpty()) {
            System.exit(1);
        }
        System.out.println("Dependencies: " + modules.size() + " modules keep to ARCHITECTURE.md.");
    }

    private void readRules(Path page) throws IOException {
        String kind = "";
        for (String line : Files.readAllLines(page)) {
            Matcher head = HEAD.matcher(line);
            Matcher row = ROW.matcher(line);
            if (head.matches()) {
                kind = head.group(1);
            } else if (row.matches()) {
                rules.put(kind + " " + row.group(1), row.group(2).strip());
            }
        }
    }

    private void check(String module, String modules, String libraries) {
        List<String> lines = jdeps("--module-path", modules + ":" + libraries, "--multi-release", "25",
                "-verbose:package", "-filter:none", "-m", module);
        boolean packagesHaveRows = rules.keySet().stream().anyMatch(name -> name.startsWith("package " + module + "."));
        for (String line : lines) {
            Matcher moduleEdge = MODULE_EDGE.matcher(line);
            Matcher packageEdge = PACKAGE_EDGE.matcher(line);
            if (moduleEdge.matches()) {
                judge("module", moduleEdge.group(1), moduleEdge.group(2));
            } else if (packageEdge.matches() && packagesHaveRows) {
                judge("package", packageEdge.group(1), packageEdge.group(2));
            }
        }
    }

    private void judge(String kind, String from, String to) {
        String allowed = rules.get(kind + " " + from);
        if (allowed == null) {
            complaints.add("ARCHITECTURE.md has no row for the " + kind + " " + from + ".");
        } else if (!from.equals(to) && !allowed.equals("all") && Arrays.stream(allowed.split(",\\s*")).noneMatch(name -> names(name, to))) {
            complaints.add("The " + kind + " " + from + " uses " + to
                    + "; ARCHITECTURE.md lets it know " + allowed + ".");
        }
    }

    /// Whether a word of a *knows* column means the module or package `name`: `http` is
    /// `stream.net.http`, and `common` is `stream.common` with all its packages.
    private static boolean names(String word, String name) {
        return ("." + name + ".").contains("." + word.replace("`", "") + ".");
    }

    private static List<String> jdeps(String... arguments) {
        ToolProvider tool = ToolProvider.findFirst("jdeps").orElseThrow();
        StringWriter out = new StringWriter();
        int status = tool.run(new PrintWriter(out), new PrintWriter(out), arguments);
        if (status != 0) {
            throw new IllegalStateException("jdeps failed: " + out);
        }
        return new ArrayList<>(out.toString().lines().toList());
    }
}
