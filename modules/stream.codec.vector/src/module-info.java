/// The encoder's kernels with vector instructions, where Java has its incubating Vector API.
module stream.codec.vector {
    requires jdk.incubator.vector;
    requires stream.codec;

    provides stream.codec.h264.Kernels with stream.codec.vector.VectorKernels;
}
