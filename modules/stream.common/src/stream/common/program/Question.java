package stream.common.program;

import java.util.List;

/// What people ask of any program before they know it: how it is used, and which version it is.
public enum Question {
    HELP, VERSION, NONE;

    /// @param arguments of the command line; `help` counts where it is the first
    public static Question in(List<String> arguments) {
        var first = arguments.isEmpty() ? "" : arguments.getFirst();
        if (first.equals("--version")) {
            return VERSION;
        }
        return first.equals("help") || arguments.contains("-h") || arguments.contains("--help") ? HELP : NONE;
    }

    /// Answers [#VERSION] in one line: `stream-server 1.0, Java 25.0.1`. The build gives modules the version of
    /// the changelog's newest section, which may have none yet.
    ///
    /// @param main a class of the program's module
    public static String version(String program, Class<?> main) {
        var descriptor = main.getModule().getDescriptor();
        var version = descriptor == null ? "unreleased" : descriptor.rawVersion().orElse("unreleased");
        return program + " " + version + ", Java " + Runtime.version();
    }
}
