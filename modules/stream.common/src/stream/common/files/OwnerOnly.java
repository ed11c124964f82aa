package stream.common.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// The permissions that something secret starts with, so that nobody can look into it before they are set.
/// None where the file system does not know POSIX permissions, as under Windows.
public final class OwnerOnly {
    private OwnerOnly() {}

    /// Of a file that is to be made.
    ///
    /// @param near the file, or anything else on its file system
    public static FileAttribute<?>[] file(Path near) {
        return attributes(near, "rw-------");
    }

    /// Of a folder that is to be made.
    ///
    /// @param near the folder, or anything else on its file system
    public static FileAttribute<?>[] folder(Path near) {
        return attributes(near, "rwx------");
    }

    /// Makes a folder, and those above it that are missing; one that is there is left as it is.
    public static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        var parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectory(folder, folder(folder));
    }

    /// Takes what is there already from everybody else.
    ///
    /// @param path a file or folder, made by this program or its libraries
    public static void restrict(Path path) throws IOException {
        if (isPosix(path)) {
            var permissions = Files.isDirectory(path) ? "rwx------" : "rw-------";
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static FileAttribute<?>[] attributes(Path near, String permissions) {
        return isPosix(near)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
