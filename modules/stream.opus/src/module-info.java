/// Opus (RFC 6716), encoded by Concentus in plain Java. A module of its own, so that a program that
/// sends no sound can be linked without it.
module stream.opus {
    requires concentus;
    requires stream.common;

    provides stream.common.sound.SoundEncoderProvider with stream.opus.OpusEncoderProvider;
}
