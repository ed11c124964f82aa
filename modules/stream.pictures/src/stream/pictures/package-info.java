/// Profile pictures: what somebody sends is decoded, scaled to a square, and encoded anew, so that what
/// others get was made here. PNG only (ISO/IEC 15948), so that the server needs no `java.desktop`, which
/// would make its image half as large again; pages turn other pictures into PNG before they send them.
package stream.pictures;
