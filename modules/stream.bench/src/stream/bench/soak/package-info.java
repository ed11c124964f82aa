/// `make soak`: people who come and go for a long time, and a look at whether the server is afterwards as it
/// was before.
package stream.bench.soak;
