/// What can be shown: screens and their parts, image files, programs that write pictures.
package stream.client.source;
