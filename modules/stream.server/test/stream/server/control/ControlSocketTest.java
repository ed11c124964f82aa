package stream.server.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {
    @TempDir
    private Path folder;

    private ControlSocket socket;

    @BeforeEach
    void open() {
        socket = ControlSocket.open(folder, Map.of(
            "echo", (words, out) -> out.write(String.join("+", words).getBytes(StandardCharsets.UTF_8)),
            "nothing", (_, _) -> { },
            "refuse", (_, _) -> {
                throw new IOException("Not räksmörgås.");
            },
            "fail", (_, out) -> {
                out.write(1);
                throw new IOException("in the middle");
            })).orElseThrow();
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private byte[] ask(String... command) throws IOException {
        var out = new ByteArrayOutputStream();
        RunningServer.at(folder).orElseThrow().ask(List.of(command), out);
        return out.toByteArray();
    }

    private String refusal(String... command) {
        return assertThrows(IOException.class, () -> ask(command)).getMessage();
    }

    @Test
    void answersCommands() throws IOException {
        assertEquals("a+b", new String(ask("echo", "a", "b"), StandardCharsets.UTF_8));
        assertEquals(0, ask("nothing").length);
    }

    @Test
    void saysWhyItDoesNot() {
        assertEquals("Not räksmörgås.", refusal("refuse"));
        assertTrue(refusal("dance").contains("does not know how to dance"));
    }

    @Test
    void endsEarlyWhatFailsInTheMiddle() throws IOException {
        assertEquals(1, ask("fail").length);
    }

    @Test
    void takesShortWordsOnly() {
        for (var word : List.of("two words", "two\nlines", "", "räka", "x".repeat(70_000))) {
            assertTrue(refusal("echo", word).contains("short words"), word);
        }
    }

    @Test
    void isForItsUserAlone() throws IOException {
        var permissions = Files.getPosixFilePermissions(folder.resolve("control.sock"));
        assertEquals("rw-------", PosixFilePermissions.toString(permissions));
    }

    /// Every command first looks whether a server runs.
    @Test
    void saysNothingOfThoseWhoOnlyLook() throws IOException {
        var said = new CopyOnWriteArrayList<LogRecord>();
        var listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var log = Logger.getLogger(ControlSocket.class.getName());
        log.addHandler(listener);
        try {
            assertTrue(RunningServer.at(folder).isPresent());
            ask("nothing");
            socket.close(); // waits for those who are being answered
        } finally {
            log.removeHandler(listener);
        }
        assertEquals(List.of(), said);
    }

    @Test
    void takesTheNameOfAServerThatWasKilled() throws IOException {
        socket.close();
        assertTrue(RunningServer.at(folder).isEmpty());
        assertFalse(Files.exists(folder.resolve("control.sock")));
        try (var killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(folder.resolve("control.sock")));
        }
        assertTrue(Files.exists(folder.resolve("control.sock")));

        open();

        assertEquals("a", new String(ask("echo", "a"), StandardCharsets.UTF_8));
    }

    @Test
    void doesWithoutWhereThePathIsTooLong() throws IOException {
        var deep = Files.createDirectories(folder.resolve("d".repeat(60)).resolve("e".repeat(60)));

        assertTrue(ControlSocket.open(deep, Map.of()).isEmpty());
        assertTrue(RunningServer.at(deep).isEmpty());
    }
}
