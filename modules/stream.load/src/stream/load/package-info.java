/// `stream-load`: publishers and viewers that load a server and measure what arrives when.
package stream.load;
