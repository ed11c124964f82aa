package stream.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import stream.net.http.Handler;
import stream.net.http.HttpProblem;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.net.http.StaticFiles;

/// The pages of the site: `/dashboard` is the file `dashboard.html`, and each streamer's name is an
/// address whose page is `watch.html`.
///
/// **Threads.** Any thread calls any method.
final class Pages {
    private static final Pattern STREAMER = Pattern.compile("[A-Za-z0-9_]{3,25}");

    private final StaticFiles files;
    private final Previews previews;

    Pages(StaticFiles files, Previews previews) {
        this.files = files;
        this.previews = previews;
    }

    /// A handler that answers with one page.
    Handler page(String fileName) {
        return request -> {
            var page = files.page(fileName, request);
            return page.isPresent() ? page.get() : missing(request);
        };
    }

    /// The page at `/{name}`, or a file of that name.
    Response watch(Request request) throws IOException {
        var name = request.pathParameter("name");
        if (!STREAMER.matcher(name).matches()) {
            return fileOrMissing(request);
        }
        try {
            var profile = previews.profile(name);
            var html = files.text("watch.html");
            return profile.isPresent() && html.isPresent()
                ? html(previews.tagged(html.get(), profile.get(), request)) : page("watch.html").handle(request);
        } catch (HttpProblem problem) {
            return notFound(page("watch.html").handle(request), problem); // it says so
        }
    }

    private static Response notFound(Response page, HttpProblem problem) {
        return new Response(problem.status(), page.headers(), page.body());
    }

    private static Response html(String text) {
        return Response.bytes("text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8))
            .tagged().with("Cache-Control", StaticFiles.ASK_EACH_TIME);
    }

    /// The page that streams.
    Response studio(Request request) throws IOException {
        return page("studio.html").handle(request).capturing();
    }

    /// The player alone, for other sites to show.
    Response embed(Request request) throws IOException {
        var name = request.pathParameter("name");
        if (!STREAMER.matcher(name).matches()) {
            return missing(request);
        }
        var player = page("embed.html").handle(request).framable();
        try {
            previews.profile(name);
            return player;
        } catch (HttpProblem problem) {
            return notFound(player, problem);
        }
    }

    /// A file of the site; else a page that says so, or for programs a problem.
    Response fileOrMissing(Request request) throws IOException {
        boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
        if (reading && !request.path().startsWith("/api/")) {
            var file = files.find(List.of(request.path().substring(1).split("/", -1)), request);
            if (file.isPresent() && !request.path().endsWith(".html")) {
                return file.get();
            }
        }
        return missing(request);
    }

    private Response missing(Request request) throws IOException {
        if (request.header("Accept").orElse("").contains("text/html")) {
            var page = files.page("404.html", request);
            if (page.isPresent()) {
                return new Response(404, page.get().headers(), page.get().body());
            }
        }
        throw new HttpProblem(404, "not-found", "There is nothing at this address.");
    }
}
