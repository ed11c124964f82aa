package stream.follows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stream.server.store.Database;
import stream.server.store.EachDatabase;
import stream.server.store.Schema;
import stream.server.store.User;
import stream.server.store.Users;

class FollowsTest {
    private static final int NOBODY = 4711;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("stream.server.store.EachDatabase#all")
    void countsAFollowerOnceAndListsTheLastSeenFirst(EachDatabase.Empty empty) throws Exception {
        try (var database = Database.open(empty.in(directory), Schema.load(Path.of("schema.sql")))) {
            var users = new Users(database);
            var follows = new Follows(database);
            long alva = users.create("alva", "alva", "$hash", 1).orElseThrow();
            long bo = users.create("bo_", "bo_", "$hash", 1).orElseThrow();
            long dag = users.create("dag", "dag", "$hash", 1).orElseThrow();
            users.setOnline(bo, 10);
            users.setOnline(dag, 20);

            follows.add(alva, bo, 1);
            follows.add(alva, bo, 2);
            follows.add(alva, dag, 3);
            follows.add(alva, NOBODY, 4);

            assertEquals(1, follows.followers(bo));
            assertEquals(2, follows.followed(alva));
            assertTrue(follows.contains(alva, bo));
            assertFalse(follows.contains(bo, alva));
            assertEquals(List.of("dag", "bo_"), follows.of(alva).stream().map(User::name).toList());

            follows.remove(alva, bo);
            assertEquals(0, follows.followers(bo));
            users.delete(dag);
            assertEquals(List.of(), follows.of(alva));
        }
    }
}
