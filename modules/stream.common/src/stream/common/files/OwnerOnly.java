package stream.common.files;

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

    private static FileAttribute<?>[] attributes(Path near, String permissions) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
