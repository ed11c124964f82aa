/// Measures the H.264 encoder: rate, distortion and processor time, against x264.
package stream.bench.encoder;
