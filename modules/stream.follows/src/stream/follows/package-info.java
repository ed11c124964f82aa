/// Following channels: the table, who may follow, and the API.
package stream.follows;
