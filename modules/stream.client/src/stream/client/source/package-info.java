/// What can be shown: screens and their parts, image files.
package stream.client.source;
