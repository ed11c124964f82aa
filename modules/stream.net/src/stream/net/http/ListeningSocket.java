package stream.net.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/// Opens a port, or says why it cannot be opened and what to do.
public final class ListeningSocket {
    /// Ports below are for root, mostly.
    private static final int FIRST_UNPRIVILEGED = 1024;

    private ListeningSocket() {}

    /// @throws IOException with a sentence for the sysadmin
    public static ServerSocketChannel open(InetSocketAddress address, int backlog) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return channel.bind(address, backlog);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException("cannot bind " + text(address) + ": " + reason(address, e), e);
        }
    }

    private static String text(InetSocketAddress address) {
        if (address.getAddress().isAnyLocalAddress()) {
            return "port " + address.getPort();
        }
        var host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /// The system says it in its own language, so the causes that are known are told apart without it.
    private static String reason(InetSocketAddress address, Exception failure) throws IOException {
        if (!address.getAddress().isAnyLocalAddress() && NetworkInterface.getByInetAddress(address.getAddress()) == null) {
            return "not an address of this machine. Name one that is with --host, or leave it out.";
        }
        var cure = address.getPort() > 0 && address.getPort() < FIRST_UNPRIVILEGED
            ? "Stop what listens there, or let the server use low ports, as INSTALL.md tells for systemd."
            : "Stop what listens there, or choose another port.";
        return failure.getMessage() + ". " + cure;
    }
}
