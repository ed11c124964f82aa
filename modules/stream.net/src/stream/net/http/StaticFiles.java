package stream.net.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The files of a folder. Small ones are kept in memory, as they are and compressed, and read again
/// when they change on disk, so that who edits a page sees the edit at once.
///
/// **Threads.** Any thread calls any method.
public final class StaticFiles {
    /// Browsers keep what they got but ask each time whether it is still right: with a few small
    /// files that costs little, and no visitor ever runs half of an old version.
    public static final String ASK_EACH_TIME = "no-cache";
    /// Larger files are sent from disk, in ranges when asked.
    private static final long MAX_KEPT_BYTES = 1024 * 1024;
    /// No hidden files, no way up, nothing that a file system might read in its own way.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");

    /// @param gzip null when compressing does not pay
    private record Kept(FileTime modified, long size, String type, String tag, byte[] bytes, byte[] gzip) {
        static Kept of(String name, byte[] bytes, BasicFileAttributes attributes) {
            var type = ContentTypes.of(name);
            byte[] gzip = null;
            if (ContentEncoding.isWorthIt(type, bytes.length)) {
                gzip = ContentEncoding.gzip(bytes);
                if (gzip.length >= bytes.length) {
                    gzip = null;
                }
            }
            var tag = EntityTag.of(bytes);
            return new Kept(attributes.lastModifiedTime(), attributes.size(), type, tag, bytes, gzip);
        }

        boolean isOf(BasicFileAttributes attributes) {
            return modified.equals(attributes.lastModifiedTime()) && size == attributes.size();
        }
    }

    private final Path root;
    private final Map<Path, Kept> kept = new ConcurrentHashMap<>();

    /// @param root need not exist: then there are no files
    public StaticFiles(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /// The file at a path below the folder.
    ///
    /// @param segments of the path
    /// @return nothing when there is no such file that may be seen
    public Optional<Response> find(List<String> segments, Request request) throws IOException {
        if (segments.isEmpty() || !segments.stream().allMatch(s -> NAME.matcher(s).matches())) {
            return Optional.empty();
        }
        var file = root;
        for (var segment : segments) {
            file = file.resolve(segment);
        }
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException _) {
            return Optional.empty(); // most often there is none
        }
        // Links are not followed, nor do they lead into other folders by the way.
        if (!attributes.isRegularFile() || !file.toRealPath().startsWith(root.toRealPath())) {
            return Optional.empty();
        }
        return Optional.of(serve(file, attributes, request));
    }

    /// A page, whatever was asked for.
    public Optional<Response> page(String fileName, Request request) throws IOException {
        return find(List.of(fileName), request);
    }

    /// The text of a page, for who puts something into it.
    ///
    /// @return nothing when there is none
    public Optional<String> text(String fileName) throws IOException {
        var file = root.resolve(fileName);
        return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    private Response serve(Path file, BasicFileAttributes attributes, Request request) throws IOException {
        if (attributes.size() > MAX_KEPT_BYTES) {
            var body = new Response.Body.File(ContentTypes.of(file.getFileName().toString()), file);
            return new Response(200, List.of(), body).with("Cache-Control", ASK_EACH_TIME);
        }
        var current = kept.get(file);
        if (current == null || !current.isOf(attributes)) {
            current = Kept.of(file.getFileName().toString(), Files.readAllBytes(file), attributes);
            kept.put(file, current);
        }
        boolean compressed = current.gzip() != null
            && ContentEncoding.acceptsGzip(request.header("Accept-Encoding"));
        var response = Response.bytes(current.type(), compressed ? current.gzip() : current.bytes())
            .with("ETag", current.tag())
            .with("Cache-Control", ASK_EACH_TIME);
        if (current.gzip() != null) {
            response = response.with("Vary", "Accept-Encoding");
        }
        return compressed ? response.with("Content-Encoding", "gzip") : response;
    }
}
