package stream.server.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.OptionalLong;
import stream.net.http.Bounds;
import stream.server.status.ProcessFigures;

/// Looks at what the machine gives: ports and file descriptors.
public final class MachineChecks {
    /// Ports below are for root, mostly.
    private static final int PRIVILEGED = 1024;

    private MachineChecks() {}

    /// @param running whether it is the server itself that has its port already
    public static Finding port(InetSocketAddress address, boolean running) {
        int port = address.getPort();
        if (running) {
            return Finding.ok("port", "The server is running, so port " + port + " was not tried.");
        }
        try (var channel = ServerSocketChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address);
            return Finding.ok("port", "Port " + port + " is free.");
        } catch (IOException e) {
            return Finding.fault("port", "Port " + port + " cannot be had (" + e.getMessage() + "). "
                + (port < PRIVILEGED
                    ? "Stop what listens there, or let the server use low ports, as INSTALL.md tells for systemd."
                    : "Stop what listens there, or choose another with --port."));
        }
    }

    /// Whether as many connections as are allowed could be open at once.
    public static Finding files(Bounds bounds) {
        return files(bounds, ProcessFigures.mostOpenFiles());
    }

    /// @param most how many files may be open, when that is known
    public static Finding files(Bounds bounds, OptionalLong most) {
        if (most.isEmpty()) {
            return Finding.ok("files", "How many files may be open cannot be told on this system.");
        }
        long needed = bounds.files();
        var sentence = most.getAsLong() + " files may be open; " + bounds.connections() + " connections need " + needed + ".";
        return most.getAsLong() >= needed
            ? Finding.ok("files", sentence)
            : Finding.fault("files", sentence + " Raise the limit (ulimit -n, or LimitNOFILE in the systemd unit), "
                + "or lower --max-connections and --max-http-connections.");
    }
}
