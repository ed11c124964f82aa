/// Kernels of the encoder in vectors of 8 and 16 lanes.
package stream.codec.vector;
