package stream.client.sound;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// What a recorder such as `parec` writes on its standard output.
final class RecorderSource implements SoundSource {
    private final String name;
    private final Process process;
    private final InputStream out;

    /// @param command the program, which is on the path, and its arguments
    RecorderSource(List<String> command) throws SoundException {
        name = command.getFirst();
        try {
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new SoundException("The program " + name + ", which takes the sound, cannot be started.", e);
        }
        out = process.getInputStream();
    }

    @Override
    public void read(byte[] block) throws SoundException {
        try {
            if (out.readNBytes(block, 0, block.length) == block.length) {
                return;
            }
        } catch (IOException _) {
            // Closed under the reader: the same as the end.
        }
        throw new SoundException("The program " + name + ", which takes the sound, has ended.");
    }

    /// The end of the program ends a read that waits.
    @Override
    public void close() {
        process.destroy();
    }
}
