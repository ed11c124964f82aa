package stream.server.check;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import stream.server.store.Schema;

/// Looks at folders and files, and leaves none behind.
public final class FileChecks {
    /// A database that cannot grow loses what people write; by then it is too late to look.
    private static final long LEAST_BYTES = 100L << 20;
    private static final long COMFORTABLE_BYTES = 1L << 30;

    private FileChecks() {}

    /// The pages, and the tables' description.
    public static Finding site(Path www, Path schema) {
        if (!Files.isReadable(www.resolve("index.html"))) {
            return Finding.fault("pages", "There is no " + www.resolve("index.html")
                + " to read. Copy the server's directory again, or name the right folder with --www.");
        }
        try {
            Schema.load(schema);
        } catch (IOException | IllegalArgumentException e) {
            return Finding.fault("pages", "The file " + schema + " cannot be used (" + e.getMessage()
                + "). Copy the server's directory again.");
        }
        return Finding.ok("pages", "The pages are in " + www + ".");
    }

    /// The folder that the server writes into, or the one that it would be made in.
    public static Finding data(Path data) {
        var folder = nearest(data);
        if (!Files.isDirectory(folder)) {
            return Finding.fault("data", folder + " is no folder, but the server is to keep its data there. "
                + "Move it away, or name another folder with --data.");
        }
        if (!Files.isWritable(folder)) {
            return Finding.fault("data", unwritable(folder, null));
        }
        if (!folder.equals(data.toAbsolutePath().normalize())) {
            return Finding.ok("data", "The folder " + data + " will be made at the first start.");
        }
        return othersMay(PosixFilePermission.OTHERS_EXECUTE, folder)
            ? Finding.warning("data", "Every user of this machine may look into " + folder
                + ", where the data is: chmod 700 " + folder + ".")
            : Finding.ok("data", "The data is in " + data + ".");
    }

    /// Says why nothing can be written into a folder, and what to do.
    ///
    /// @param failure of trying, null where it was not tried
    public static String unwritable(Path folder, IOException failure) {
        var user = System.getProperty("user.name");
        if (isReadOnly(folder)) {
            return "The folder " + folder + " is on a disk that can only be read. Name another with --data.";
        }
        var reason = failure instanceof FileSystemException system && system.getReason() != null
            ? " (" + system.getReason() + ")" : "";
        return "The folder " + folder + " cannot be written by the user " + user + reason
            + ". Give it to this user, or name another with --data.";
    }

    private static boolean isReadOnly(Path folder) {
        try {
            return Files.getFileStore(nearest(folder)).isReadOnly();
        } catch (IOException _) {
            return false; // not known to be
        }
    }

    /// A file that holds a secret and belongs to the sysadmin.
    public static Finding secrets(Path file) {
        return othersMay(PosixFilePermission.OTHERS_READ, file)
            ? Finding.warning("secrets", "Every user of this machine may read the secrets in " + file
                + ": chmod o-r " + file + ".")
            : Finding.ok("secrets", "The secrets in " + file + " are not open to others.");
    }

    /// Whether every user of this machine has this permission.
    static boolean othersMay(PosixFilePermission permission, Path path) {
        try {
            return Files.getPosixFilePermissions(path).contains(permission);
        } catch (IOException | UnsupportedOperationException _) {
            return false; // a system with other ideas of permissions
        }
    }

    public static Finding space(Path data) {
        var folder = nearest(data);
        try {
            return space(folder, Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            return Finding.warning("disk", "How much room there is at " + folder + " cannot be told: " + e.getMessage());
        }
    }

    static Finding space(Path folder, long bytes) {
        var sentence = "At " + folder + " there is room for " + (bytes >> 20) + " MiB.";
        if (bytes < LEAST_BYTES) {
            return Finding.fault("disk", sentence + " Make room: the database needs to grow.");
        }
        return bytes < COMFORTABLE_BYTES
            ? Finding.warning("disk", sentence + " Make room before it is full.")
            : Finding.ok("disk", sentence);
    }

    /// The archives that the download page offers.
    public static Finding downloads(Path folder) {
        try (var files = Files.isDirectory(folder) ? Files.list(folder) : java.util.stream.Stream.<Path>empty()) {
            long archives = files.filter(file -> file.getFileName().toString().startsWith("stream-client-")).count();
            return archives > 0
                ? Finding.ok("downloads", archives + " of the desktop client are in " + folder + ".")
                : Finding.warning("downloads", "There is no desktop client in " + folder
                    + ", so the download page offers none. Copy the stream-client-… archives there.");
        } catch (IOException e) {
            return Finding.warning("downloads", "The folder " + folder + " cannot be read: " + e.getMessage());
        }
    }

    /// The file that every request is logged in, made by the server.
    public static Finding accessLog(Path file) {
        var folder = file.toAbsolutePath().getParent();
        boolean writable = Files.exists(file) ? Files.isWritable(file) : Files.isWritable(folder);
        if (!writable || !Files.isWritable(folder)) {
            return Finding.fault("access log", "The file " + file + " cannot be written, or not be replaced when it is full. "
                + "Make its folder, and give it to " + System.getProperty("user.name") + ".");
        }
        return othersMay(PosixFilePermission.OTHERS_READ, file)
            ? Finding.warning("access log", "Every user of this machine may read " + file
                + ", where visitors' addresses are: chmod o-r " + file + ".")
            : Finding.ok("access log", "Requests are logged in " + file + ".");
    }

    /// The folder, or the one above it that is there.
    private static Path nearest(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
