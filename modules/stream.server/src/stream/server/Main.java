package stream.server;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Starts the server from the command line.
final class Main {
    /// For a mistake in the configuration, as is usual among commands.
    private static final int EXIT_USAGE = 2;
    /// One line for each event.
    private static final String LOG_FORMAT = "%1$tF %1$tT %4$s %5$s%6$s%n";

    private Main() {}

    public static void main(String[] arguments) {
        if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
            System.setProperty("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
        }
        // Words come first: the name of a command and what it works on; then options.
        var words = Arrays.stream(arguments).takeWhile(word -> !word.startsWith("--")).toList();
        var options = List.of(arguments).subList(words.size(), arguments.length);
        boolean user = !words.isEmpty() && words.getFirst().equals("user");
        if (options.contains("--help")) {
            System.out.println(user ? UserCommand.HELP : help());
            return;
        }
        try {
            var home = Configuration.findHome();
            if (user) {
                UserCommand.run(words, Configuration.of(options, System.getenv(), home), System.out);
                return;
            }
            var configuration = Configuration.of(List.of(arguments), System.getenv(), home);
            var server = Server.start(configuration);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(server::close));
            System.out.println("Ström is open: " + address(server, configuration) + "  (Ctrl-C stops it)");
        } catch (ConfigurationException e) {
            System.err.println("stream-server: " + e.getMessage());
            System.exit(EXIT_USAGE);
        } catch (IOException e) {
            System.err.println("stream-server: " + (user ? "" : "cannot start: ") + e.getMessage());
            System.exit(1);
        }
    }

    private static String address(Server server, Configuration configuration) {
        var scheme = configuration.tls() instanceof Configuration.Tls.Off ? "http" : "https";
        var address = server.address();
        var host = address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
        var bracketed = host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + bracketed + ":" + address.getPort() + "/";
    }

    private static String help() {
        var help = new StringBuilder("""
            Serves a live-streaming site.

            usage: stream-server [--OPTION VALUE] ...
                   stream-server user --help      (accounts from the command line)

            Each option can be given here, in the environment (--port as STROM_PORT), or in the file
            strom.properties beside the folder www (as port=8080); the first of these that has it counts.

            """);
        for (var option : Option.values()) {
            help.append(option.help()).append('\n');
        }
        return help.toString();
    }
}
