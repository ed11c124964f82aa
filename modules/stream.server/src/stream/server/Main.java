package stream.server;

import java.io.IOException;
import stream.common.program.Question;
import stream.server.configuration.Configuration;
import stream.server.configuration.ConfigurationException;
import stream.server.configuration.Invocation;
import stream.server.feature.Command;
import stream.server.feature.Features;

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
        var features = Features.found();
        var invocation =
            Invocation.of(arguments, System.getenv(), Configuration.findHome(), features.options());
        int status = run(invocation, features);
        if (status != 0) {
            System.exit(status);
        }
    }

    /// @return the status to exit with, 0 also when the server serves from now on
    private static int run(Invocation invocation, Features features) {
        try {
            var command = Commands.of(invocation, features);
            switch (invocation.question()) {
                case HELP -> {
                    System.out.println(command.map(Command::help).orElseGet(() -> help(features)));
                    return 0;
                }
                case VERSION -> {
                    System.out.println(Question.version("stream-server", Main.class));
                    return 0;
                }
                case NONE -> { /* to work, then */ }
            }
            if (command.isPresent()) {
                return command.get().action().run(invocation, System.out);
            }
            var configuration = invocation.configuration();
            var server = Server.start(configuration, features);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(server::close));
            System.out.println("Ström is open: " + address(server, configuration) + "  (Ctrl-C stops it)");
            return 0;
        } catch (ConfigurationException e) {
            System.err.println("stream-server: " + e.getMessage());
            return EXIT_USAGE;
        } catch (IOException e) {
            System.err.println("stream-server: " + e.getMessage());
            return 1;
        }
    }

    private static String address(Server server, Configuration configuration) {
        var scheme = configuration.tls() instanceof Configuration.Tls.Off ? "http" : "https";
        var address = server.address();
        var host = address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
        var bracketed = host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + bracketed + ":" + address.getPort() + "/";
    }

    private static String help(Features features) {
        var help = new StringBuilder("""
            Serves a live-streaming site.

            usage: stream-server [--OPTION VALUE] ...
                   stream-server COMMAND [--OPTION VALUE] ...
                   stream-server help COMMAND
                   stream-server --version

            """);
        for (var command : Commands.all(features)) {
            help.append(command.line()).append('\n');
        }
        help.append("""

            Each option can be given here, in the environment (--port as STROM_PORT), or in the file
            strom.properties beside the folder www (as port=8080); the first of these that has it counts.

            """);
        for (var option : features.options()) {
            help.append(option.help()).append('\n');
        }
        return help.toString();
    }
}
