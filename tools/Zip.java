import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;

/// Writes a ZIP file of a folder that remembers which files are programs, as `jar` does not.
///
/// usage: `java tools/Zip.java ARCHIVE FOLDER`
final class Zip {
    void main(String[] args) throws IOException {
        Path archive = Path.of(args[0]);
        Path folder = Path.of(args[1]);
        Files.deleteIfExists(archive);
        try (var zip = FileSystems.newFileSystem(archive, Map.of("create", true, "enablePosixFileAttributes", true));
                var files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                Path entry = zip.getPath(folder.getFileName().resolve(folder.relativize(file)).toString());
                Files.copy(file, entry);
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                Files.setAttribute(entry, "zip:permissions", permissions);
            }
        }
    }
}
