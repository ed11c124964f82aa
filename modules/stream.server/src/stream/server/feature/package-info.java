/// What a feature of the server can bring: an image has it when the feature's module is linked in.
package stream.server.feature;
