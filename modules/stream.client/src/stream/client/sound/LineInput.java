package stream.client.sound;

import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import stream.common.sound.SoundFormat;

/// A device that Java finds: on Windows and macOS, and on Linux without a sound server. It cannot tell
/// microphones from other inputs, and has nothing that gives what is played.
///
/// @param mixer `null` for the one that the system's settings say
record LineInput(Mixer.Info mixer) implements SoundInput {
    private static final AudioFormat FORMAT =
            new AudioFormat(SoundFormat.FRAMES_PER_SECOND, Short.SIZE, SoundFormat.CHANNELS, true, false);
    private static final DataLine.Info LINE = new DataLine.Info(TargetDataLine.class, FORMAT);
    private static final int BLOCK_BYTES = SoundFormat.BLOCK_SAMPLES * Short.BYTES;
    /// Room for a reader that is late; sound waits in it no longer than the reader is.
    private static final int BUFFER_BYTES = 5 * BLOCK_BYTES;

    static List<SoundInput> all() {
        var all = new ArrayList<SoundInput>();
        for (var each : AudioSystem.getMixerInfo()) {
            if (AudioSystem.getMixer(each).isLineSupported(LINE)) {
                all.add(new LineInput(each));
            }
        }
        if (!all.isEmpty()) {
            all.addFirst(new LineInput(null));
        }
        return all;
    }

    @Override
    public Kind kind() {
        return Kind.MICROPHONE;
    }

    @Override
    public String id() {
        return mixer == null ? "default" : mixer.getName();
    }

    @Override
    public String name() {
        return id();
    }

    @Override
    public boolean followsSystem() {
        return mixer == null;
    }

    @Override
    public SoundSource open() throws SoundException {
        try {
            var line = mixer == null
                    ? AudioSystem.getTargetDataLine(FORMAT)
                    : (TargetDataLine) AudioSystem.getMixer(mixer).getLine(LINE);
            line.open(FORMAT, BUFFER_BYTES);
            line.start();
            return new LineSource(line);
        } catch (LineUnavailableException | IllegalArgumentException e) {
            throw new SoundException("The microphone cannot be opened; another program may use it.", e);
        } catch (SecurityException e) {
            throw new SoundException("The system does not let this program use the microphone.", e);
        }
    }

    private record LineSource(TargetDataLine line) implements SoundSource {
        @Override
        public void read(byte[] block) throws SoundException {
            if (line.read(block, 0, block.length) < block.length) {
                throw new SoundException("The microphone was closed or taken out.");
            }
        }

        @Override
        public void close() {
            line.close();
        }
    }
}
