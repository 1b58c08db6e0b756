/**
 * Version of the frames in this package. A change of any schema changes `schemaHash`; a test holds the two together, so
 * that the protocol never changes unnoticed.
 */
export const protocolVersion = "1.1";
export const schemaHash = "1e901155aac3098c";
