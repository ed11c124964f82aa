package stream.net.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// A real nginx or HAProxy, as Debian has it, on a port of its own, with a configuration that INSTALL.md
/// gives: only ports and files are others.
final class ReverseProxy implements Closeable {
    private final Process process;
    final int port;

    private ReverseProxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// @param heading of the configuration in INSTALL.md, such as `nginx:`
    /// @param folder for the proxy's files
    /// @param certificate PEM files: the certificate and its key
    /// @param server the port of the server behind it
    static ReverseProxy start(String heading, Path folder, List<Path> certificate, int server) throws Exception {
        int port = freePort();
        var configuration = documented(heading).replace("127.0.0.1:8080", "127.0.0.1:" + server);
        return heading.startsWith("nginx")
            ? nginx(configuration, folder, certificate, port) : haproxy(configuration, folder, certificate, port);
    }

    private static ReverseProxy nginx(String configuration, Path folder, List<Path> certificate, int port)
            throws Exception {
        var program = program("nginx");
        var file = Files.writeString(folder.resolve("nginx.conf"), """
            daemon off;
            user root root; # where the tests run as root, or it could not write into their folder
            worker_processes 1;
            pid %1$s/nginx.pid;
            error_log stderr;
            events {}
            http {
            access_log off;
            client_body_temp_path %1$s/body;
            proxy_temp_path %1$s/proxy;
            fastcgi_temp_path %1$s/fastcgi;
            uwsgi_temp_path %1$s/uwsgi;
            scgi_temp_path %1$s/scgi;
            %2$s
            }
            """.formatted(folder, replaced(configuration,
                "listen 443 ssl;", "listen 127.0.0.1:" + port + " ssl;",
                "# server_name, ssl_certificate, ssl_certificate_key",
                "ssl_certificate " + certificate.get(0) + "; ssl_certificate_key " + certificate.get(1) + ";")));
        return started(folder, port, program, "-p", folder.toString(), "-e", "stderr", "-c", file.toString());
    }

    private static ReverseProxy haproxy(String configuration, Path folder, List<Path> certificate, int port)
            throws Exception {
        var program = program("haproxy");
        var pem = Files.writeString(folder.resolve("site.pem"),
            Files.readString(certificate.get(0)) + Files.readString(certificate.get(1)));
        var file = Files.writeString(folder.resolve("haproxy.cfg"), replaced(configuration,
            "bind :443 ssl crt /etc/haproxy/site.pem", "bind 127.0.0.1:" + port + " ssl crt " + pem));
        return started(folder, port, program, "-db", "-f", file.toString());
    }

    /// The block of code that follows a line of INSTALL.md.
    private static String documented(String heading) throws IOException {
        var block = Pattern.compile("(?m)^" + Pattern.quote(heading) + "\n\n```[a-z]*\n((?s:.*?))^```$")
            .matcher(Files.readString(Path.of("INSTALL.md")));
        Assertions.assertTrue(block.find(), "INSTALL.md has no configuration for " + heading);
        return block.group(1);
    }

    private static String replaced(String text, String... fromTo) {
        for (int i = 0; i < fromTo.length; i += 2) {
            Assertions.assertTrue(text.contains(fromTo[i]), "INSTALL.md no longer has: " + fromTo[i]);
            text = text.replace(fromTo[i], fromTo[i + 1]);
        }
        return text;
    }

    private static String program(String name) {
        for (var folder : List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin")) {
            var program = Path.of(folder, name);
            if (Files.isExecutable(program)) {
                return program.toString();
            }
        }
        return Assumptions.abort(name + " is not installed (Debian: the package " + name + ")");
    }

    private static ReverseProxy started(Path folder, int port, String... command) throws Exception {
        var log = folder.resolve("log.txt");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var proxy = new ReverseProxy(process, port);
        while (!proxy.answers()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException(command[0] + " does not start: " + Files.readString(log));
            }
        }
        return proxy;
    }

    private boolean answers() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
