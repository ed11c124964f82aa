/// What streams are about: the games and categories that the project ships with, and those that a
/// larger catalogue elsewhere tells of, which are kept for when it is away.
package stream.games;
