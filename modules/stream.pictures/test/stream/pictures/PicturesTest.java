package stream.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stream.server.store.Database;
import stream.server.store.EachDatabase;
import stream.server.store.Schema;
import stream.server.store.Users;

class PicturesTest {
    private static final int NOBODY = 4711;

    @TempDir
    private Path directory;

    private static byte[] png(int number) {
        return new byte[] {(byte) number, 7};
    }

    @ParameterizedTest
    @MethodSource("stream.server.store.EachDatabase#all")
    void keepsOnePictureOfAUser(EachDatabase.Empty empty) throws Exception {
        try (var database = Database.open(empty.in(directory), Schema.load(Path.of("schema.sql")))) {
            var users = new Users(database);
            long alva = users.create("alva", "alva", "$hash", 1).orElseThrow();
            var pictures = new Pictures(database);
            pictures.set(alva, png(1), png(2));
            pictures.set(alva, png(3), png(4));
            pictures.set(NOBODY, png(5), png(6));

            assertArrayEquals(png(3), pictures.large("alva").orElseThrow());
            assertArrayEquals(png(4), pictures.small("alva").orElseThrow());

            pictures.remove(alva);
            assertEquals(Optional.empty(), pictures.large("alva"));
            pictures.set(alva, png(1), png(2));
            users.delete(alva);
            assertEquals(Optional.empty(), pictures.small("alva"));
        }
    }
}
