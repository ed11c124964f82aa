/// Counting things, and writing the counts down in the text form that Prometheus reads.
package stream.server.metrics;
