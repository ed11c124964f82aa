/// From a screen to pixels: the sources of frames, and scaling. Knows nothing of encoders or networks.
package stream.client.capture;
