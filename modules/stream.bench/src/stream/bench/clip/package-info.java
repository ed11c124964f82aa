/// Clips to measure encoders with, drawn by code: the same on every run.
package stream.bench.clip;
