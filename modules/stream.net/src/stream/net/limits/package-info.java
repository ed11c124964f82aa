/// Rate limits, with the time handed in.
package stream.net.limits;
