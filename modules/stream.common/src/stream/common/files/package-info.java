/// Files that both server and client keep.
package stream.common.files;
