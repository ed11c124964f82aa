/// The encoders that this module provides.
package stream.codec;
