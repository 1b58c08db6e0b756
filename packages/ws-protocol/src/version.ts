/**
 * Version of the frames in this package. A change of any schema changes `schemaHash`; a test holds the two together, so
 * that the protocol never changes unnoticed.
 */
export const protocolVersion = "1.0";
export const schemaHash = "c43eba28df82aa94";
