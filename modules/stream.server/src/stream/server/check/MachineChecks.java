package stream.server.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.OptionalLong;
import stream.net.http.Bounds;
import stream.net.http.ListeningSocket;
import stream.server.status.ProcessFigures;

/// Looks at what the machine gives: ports and file descriptors.
public final class MachineChecks {
    private MachineChecks() {}

    /// @param running whether it is the server itself that has its port already
    public static Finding port(InetSocketAddress address, boolean running) {
        int port = address.getPort();
        if (running) {
            return Finding.ok("port", "The server is running, so port " + port + " was not tried.");
        }
        try {
            ListeningSocket.open(address, 1).close();
            return Finding.ok("port", "Port " + port + " is free.");
        } catch (IOException e) {
            return Finding.fault("port", e.getMessage());
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
