/// Sound taken, brought to one clock, mixed and metered; no encoder, no network.
package stream.client.sound;
