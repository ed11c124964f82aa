package stream.server.live;

import java.util.List;

/// How many watched over time.
///
/// @param intervalMillis between two counts
/// @param counts the most in each interval, from the beginning of the stream
public record Curve(long intervalMillis, List<Integer> counts) {
    static final Curve NONE = new Curve(Attendance.FIRST_INTERVAL_MILLIS, List.of());

    public Curve {
        counts = List.copyOf(counts);
    }
}
