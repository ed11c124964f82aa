/// What all programs of the project answer alike.
package stream.common.program;
