/// `make bench-fanout`: the server against raw writers under the same load, and where it ends.
package stream.bench.fanout;
