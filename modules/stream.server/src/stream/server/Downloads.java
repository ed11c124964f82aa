package stream.server;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stream.net.http.HttpProblem;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.net.http.StaticFiles;

/// The desktop client's archives. What a file is for, its name says:
/// `stream-client-PLATFORM.tar.xz`, such as `stream-client-linux-x64.tar.xz`, or
/// `stream-client-any.zip` for any platform that has Java.
///
/// **Threads.** Any thread calls any method.
final class Downloads {
    private static final String PREFIX = "stream-client-";

    private final Path folder;
    private final StaticFiles files;

    /// @param folder need not exist
    Downloads(Path folder) {
        this.folder = folder;
        this.files = new StaticFiles(folder);
    }

    /// `GET /api/download`
    Response list(Request request) throws IOException {
        var list = Json.createArrayBuilder();
        if (Files.isDirectory(folder)) {
            try (var entries = Files.list(folder)) {
                for (var file : entries.filter(Downloads::isArchive).sorted().toList()) {
                    var name = file.getFileName().toString();
                    list.add(Json.createObjectBuilder()
                        .add("name", name)
                        .add("platform", platform(name))
                        .add("bytes", Files.size(file)));
                }
            }
        }
        return Response.json(200, Json.createObjectBuilder().add("files", list).build());
    }

    private static boolean isArchive(Path file) {
        return file.getFileName().toString().startsWith(PREFIX) && Files.isRegularFile(file);
    }

    private static String platform(String name) {
        return name.substring(PREFIX.length()).replaceFirst("\\.(tar\\.gz|tar\\.xz|tgz|zip)$", "");
    }

    /// `GET /download/{file}`
    Response file(Request request) throws IOException {
        var name = request.pathParameter("file");
        return files.find(List.of(name), request)
            .orElseThrow(() -> new HttpProblem(404, "not-found", "There is no such download."))
            .with("Content-Disposition", "attachment; filename=\"" + name + '"');
    }
}
