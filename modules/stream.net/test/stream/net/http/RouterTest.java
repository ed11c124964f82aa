package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stream.net.http.Router.Match;
import stream.net.http.Router.Target.ToHandler;

class RouterTest {
    private static final Handler HOME = _ -> Response.noContent();
    private static final Handler FIXED = _ -> Response.noContent();
    private static final Handler NAMED = _ -> Response.noContent();

    private final Router router = new Router()
        .get("/", HOME)
        .get("/a/fixed", FIXED)
        .get("/a/{name}", NAMED)
        .put("/a/{name}", FIXED)
        .delete("/only/delete", FIXED);

    private Match.Found found(String method, String... segments) {
        return assertInstanceOf(Match.Found.class, router.match(method, List.of(segments)));
    }

    @Test
    void takesTheFirstRouteThatFits() {
        assertEquals(new ToHandler(HOME), found("GET").target());
        assertEquals(new ToHandler(FIXED), found("GET", "a", "fixed").target());
        assertEquals(new ToHandler(NAMED), found("GET", "a", "other").target());
    }

    @Test
    void namesTheSegmentsInBraces() {
        assertEquals(Map.of("name", "x y"), found("PUT", "a", "x y").parameters());
    }

    @Test
    void answersHeadAsGet() {
        assertEquals(new ToHandler(HOME), found("HEAD").target());
    }

    @Test
    void tellsWhichMethodsThereAre() {
        assertEquals(new Match.OtherMethods(List.of("GET", "HEAD", "OPTIONS", "PUT")),
            router.match("POST", List.of("a", "b")));
        assertEquals(new Match.OtherMethods(List.of("DELETE", "OPTIONS")),
            router.match("GET", List.of("only", "delete")));
    }

    @Test
    void findsNothingElsewhere() {
        assertEquals(new Match.Nothing(), router.match("GET", List.of("a")));
        assertEquals(new Match.Nothing(), router.match("GET", List.of("a", "b", "c")));
        assertEquals(new Match.Nothing(), router.match("GET", List.of("A", "fixed")));
    }
}
