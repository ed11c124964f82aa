/// Keeping order: who may write in a chat and how, who watches over it, and what they did.
package stream.server.moderation;
