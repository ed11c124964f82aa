package stream.codec.h264;

/// Finds out whether a picture is the one before, faded: brighter, paler or darker by one rule or two, as
/// when a slide passes into another on paper of the same colour.
///
/// Of some macroblocks that changed, sums of their samples now and before are kept. From those follows
/// which weight and offset fit one best, as a line is fitted to points, and also how well that rule fits
/// any other, without another look at a sample. The rule that leaves the least of all is taken, then a
/// second one for what that does not fit.
final class FadeSearch {
    static final int MAX_WEIGHTS = 2;
    /// Macroblocks looked at, and rules tried.
    private static final int MAX_SAMPLES = 300;
    private static final int MAX_RULES = 24;
    /// Every other row of a macroblock.
    private static final int POINTS = 128;
    /// Nothing fades where less than this part of the picture changes.
    private static final int LEAST_PART = 10;
    /// Root of the mean square of what differs below which nothing is to be gained.
    private static final double NOISE = 1.2;
    /// A rule must leave no more than this part of what it would be without it, a second one of the first.
    private static final double FIRST_GAIN = 0.8;
    private static final double SECOND_GAIN = 0.9;
    /// Samples of a block without at least this variance fit any rule.
    private static final int LEAST_VARIANCE = 30;

    private final Source source;
    private final Weight[] weights = {new Weight(), new Weight()};
    private int count;
    private int samples;
    private int sampledFrom;
    /// By macroblock looked at: sums of samples before (x) and now (y), of their squares and products.
    private final int[] x = new int[MAX_SAMPLES];
    private final int[] y = new int[MAX_SAMPLES];
    private final int[] xx = new int[MAX_SAMPLES];
    private final int[] xy = new int[MAX_SAMPLES];
    private final int[] yy = new int[MAX_SAMPLES];
    /// What the rules so far leave of each.
    private final double[] left = new double[MAX_SAMPLES];
    private int fading;

    FadeSearch(Source source) {
        this.source = source;
    }

    /// How many rules there are.
    int count() {
        return count;
    }

    Weight weight(int i) {
        return weights[i];
    }

    /// Whether more of the picture fades by the first rule than does not.
    boolean mostlyFades() {
        return 2L * fading * source.changedCount > (long) samples * source.changed.length;
    }

    /// Compares the picture with the one before.
    void search() {
        count = 0;
        fading = 0;
        samples = 0;
        if (source.changedCount * LEAST_PART < source.changed.length) {
            return;
        }
        take();
        double before = 0;
        for (int i = 0; i < samples; i++) {
            left[i] = remainder(i, Weight.ONE, 0);
            before += left[i];
        }
        if (before < 2 * NOISE * samples) {
            return;
        }
        double after = add(before, FIRST_GAIN);
        if (count == 1) {
            add(after, SECOND_GAIN);
        }
    }

    private void take() {
        int step = Math.max(1, source.changedCount / MAX_SAMPLES);
        int changed = sampledFrom++ % step;
        for (int address = 0; address < source.changed.length && samples < MAX_SAMPLES; address++) {
            if (source.changed[address] && changed++ % step == 0) {
                take(address);
            }
        }
    }

    private void take(int address) {
        var plane = source.frame.luma;
        int at = address / source.frame.widthMbs * 16 * plane.width + address % source.frame.widthMbs * 16;
        int sumX = 0;
        int sumY = 0;
        int sumXx = 0;
        int sumXy = 0;
        int sumYy = 0;
        for (int row = 0; row < 16; row += 2) {
            for (int i = at + row * plane.width; i < at + row * plane.width + 16; i++) {
                int before = source.previous.samples[i] & 0xff;
                int now = plane.samples[i] & 0xff;
                sumX += before;
                sumY += now;
                sumXx += before * before;
                sumXy += before * now;
                sumYy += now * now;
            }
        }
        x[samples] = sumX;
        y[samples] = sumY;
        xx[samples] = sumXx;
        xy[samples] = sumXy;
        yy[samples++] = sumYy;
    }

    /// Root of the mean square of what a rule leaves of a macroblock.
    private double remainder(int i, int weight, int offset) {
        double w = (double) weight / Weight.ONE;
        double sum = yy[i] + w * w * xx[i] - 2 * w * xy[i] + 2 * offset * (w * x[i] - y[i])
                + (double) POINTS * offset * offset;
        return Math.max(NOISE, Math.sqrt(Math.max(0, sum) / POINTS));
    }

    /// Adds the rule that leaves least, if that is less than `gain` of what the others leave.
    ///
    /// @return what is left then
    private double add(double before, double gain) {
        int bestWeight = Weight.ONE;
        int bestOffset = 0;
        double least = before * gain;
        int tried = 0;
        int step = Math.max(1, samples / (2 * MAX_RULES));
        for (int i = 0; i < samples && tried < MAX_RULES; i += step) {
            long variance = (long) POINTS * xx[i] - (long) x[i] * x[i];
            if (left[i] < 2 * NOISE || variance < (long) POINTS * POINTS * LEAST_VARIANCE) {
                continue;
            }
            double slope = ((double) POINTS * xy[i] - (double) x[i] * y[i]) / variance;
            int weight = (int) Math.round(slope * Weight.ONE);
            int offset = (int) Math.round((y[i] - slope * x[i]) / POINTS);
            if (weight < 1 || weight > Weight.MAX_WEIGHT || Math.abs(offset) > Weight.MAX_OFFSET
                    || remainder(i, weight, offset) > left[i] * gain) {
                continue;
            }
            tried++;
            double sum = 0;
            for (int k = 0; k < samples && sum < least; k++) {
                sum += Math.min(left[k], remainder(k, weight, offset));
            }
            if (sum < least) {
                least = sum;
                bestWeight = weight;
                bestOffset = offset;
            }
        }
        if (bestWeight == Weight.ONE && bestOffset == 0) {
            return before;
        }
        for (int k = 0; k < samples; k++) {
            double remainder = remainder(k, bestWeight, bestOffset);
            fading += count == 0 && remainder < left[k] ? 1 : 0;
            left[k] = Math.min(left[k], remainder);
        }
        weights[count++].set(bestWeight, bestOffset);
        return least;
    }
}
