/** Bytes of a request body; a message of 4 000 code points is at most 16 KB. Seen as status 413 in http_requests_total. */
export const maxBodyBytes = 256 * 1024;
/**
 * Bytes of a body that is too large which are still read and thrown away, so that its sender gets to read the 413 instead
 * of a broken connection; past it the connection is closed.
 */
export const maxDiscardedBytes = 16 * 1024 * 1024;
/** Messages within messages in a body. */
export const maxBodyDepth = 32;
/** Wrong fields named in one answer. */
export const maxFieldErrors = 50;
/** Handlers of one process that run at once; more requests get `overloaded`. Metric: http_requests_in_flight. */
export const maxRunningRequests = 2000;
/** A handler that takes longer is answered `unavailable`. Metric: http_request_seconds. */
export const handlerTimeoutMs = 10_000;
