package stream.bench.encoder;

/// What an encoder made of a clip.
///
/// @param kbps mean rate
/// @param psnr of luma over the whole clip, in dB
/// @param cpuMicros processor time of a frame, user and system
record Measurement(double kbps, double psnr, double cpuMicros) {
    /// The highest value given: a picture without any error has no finite one.
    private static final double LOSSLESS = 100;

    static double psnr(long squaredError, long samples) {
        return squaredError == 0 ? LOSSLESS : 10 * Math.log10(255.0 * 255.0 * samples / squaredError);
    }
}
