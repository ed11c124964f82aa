package stream.bench.encoder;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The Bjøntegaard delta rate: how many bits more or less one encoder takes for the same quality, as
/// a mean over the qualities that both reach (VCEG-M33, with monotone cubic interpolation).
final class BjontegaardDelta {
    private static final int STEPS = 1000;

    private BjontegaardDelta() {}

    /// @param quality what is to be equal, such as PSNR in dB
    /// @return change of rate against the anchor in percent, negative when fewer bits are taken
    static double rate(
            List<Measurement> anchor, List<Measurement> tested, ToDoubleFunction<Measurement> quality) {
        var a = new Curve(anchor, quality);
        var b = new Curve(tested, quality);
        double from = Math.max(a.least(), b.least());
        double to = Math.min(a.most(), b.most());
        if (to <= from) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double at = from + (to - from) * (i + 0.5) / STEPS;
            sum += b.logRate(at) - a.logRate(at);
        }
        return (Math.exp(sum / STEPS) - 1) * 100;
    }

    /// Logarithm of the rate by quality, through all points without overshoot (Fritsch and Carlson).
    private static final class Curve {
        private final double[] x;
        private final double[] y;
        private final double[] slope;

        Curve(List<Measurement> points, ToDoubleFunction<Measurement> quality) {
            var sorted = points.stream().sorted(Comparator.comparingDouble(quality)).toList();
            x = sorted.stream().mapToDouble(quality).toArray();
            y = sorted.stream().mapToDouble(point -> Math.log(point.kbps())).toArray();
            slope = new double[x.length];
            int last = x.length - 1;
            for (int i = 1; i < last; i++) {
                double before = secant(i - 1);
                double after = secant(i);
                slope[i] = before * after <= 0 ? 0 : 2 / (1 / before + 1 / after);
            }
            slope[0] = secant(0);
            slope[last] = secant(last - 1);
        }

        private double secant(int i) {
            return (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
        }

        double least() {
            return x[0];
        }

        double most() {
            return x[x.length - 1];
        }

        double logRate(double at) {
            int found = Arrays.binarySearch(x, at);
            int i = Math.clamp(found >= 0 ? found : -found - 2, 0, x.length - 2);
            double h = x[i + 1] - x[i];
            double t = (at - x[i]) / h;
            double u = 1 - t;
            return (1 + 2 * t) * u * u * y[i] + t * u * u * h * slope[i]
                    + t * t * (3 - 2 * t) * y[i + 1] - t * t * u * h * slope[i + 1];
        }
    }
}
