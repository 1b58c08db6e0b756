// Request bodies: http_requests_total{status="413"}

/**
 * Bytes of a request body, where a service says nothing else: 4 000 emoji, escaped as `\ud83d\ude00`, are 48 KB. Nginx has
 * the same number.
 */
export const maxBodyBytes = 64 * 1024;
/**
 * Bytes of a body that is too large which are still read and thrown away, so that its sender gets to read the 413 instead
 * of a broken connection; past it the connection is closed.
 */
export const maxDiscardedBytes = 1024 * 1024;
/** Lists and objects within one another in a body: no request has more than three. Known before the JSON is parsed. */
export const maxBodyDepth = 8;
/** Entries of lists and members of objects in a body, likewise: five times what any request has. 6 000 cost 2 ms to parse. */
export const maxBodyValues = 500;

/**
 * Bytes of an upload that wait for its handler; nothing more is taken from the connection meanwhile. What the kernel hands
 * over in one go (uWebSockets.js: up to 512 KiB) comes on top.
 */
export const maxWaitingBytes = 256 * 1024;
/**
 * Bytes a second that are taken of all uploads of a process together: 20 pictures of a telephone at once, 140 MB, held
 * up chat for half a second (`make bench LOAD=uploads`). Who waits is held back by TCP, in turns.
 */
export const uploadBytesPerSecond = 16 * 1024 * 1024;
/** Bytes that may come at once after a rest, so that small files wait for nothing. */
export const uploadBurstBytes = 1024 * 1024;
/** Ms for which one of them is held back at a time, however much came before it. */
export const maxUploadHoldMs = 5_000;
/** Ms without a byte of an upload that is refused already, after which its sender is not waited for any more. */
export const discardStallMs = 1_000;
/** Ms for which an upload is held back that is refused and too long to be thrown away; then its connection is closed. */
export const refusedHoldMs = 100;
/** Uploads of one process that run at once; more get `overloaded`. Each may hold a file open, and what waits. */
export const maxRunningUploads = 64;
/**
 * A handler that takes an upload has this long, its coming included: 25 MiB at 1.7 Mbit/s. Nginx gathers a body before it
 * passes it on, so that a slow client is none here; one that comes directly is let go by uWebSockets.js below 16 KB/s.
 */
export const uploadTimeoutMs = 120_000;

// Request heads: http_requests_total{status="400"}

/**
 * Bytes of a request's line and headers: more than Nginx lets through (two buffers of 16 KiB and one of 1, docs/operations.md),
 * and what it adds. Other apps' cookies of the same host come along, and browsers keep 180 of up to 4 KB.
 */
export const maxHeaderBytes = 40 * 1024;
/** Ms between two log lines about pages that may not ask or connect: anybody can make a browser try. */
export const refusedOriginLogMs = 10_000;
/** Seconds that a browser need not ask again whether a page of another origin may ask; Chrome takes no more. */
export const preflightSeconds = 7_200;

// What is decoded of a request: http_requests_total{status="400"}

/** Wrong fields named in one answer; decoding ends there, so that junk costs no more than its first pieces. */
export const maxFieldErrors = 10;
/** Characters of a wrong field's name in an answer. */
export const maxShownFieldChars = 60;
/** Characters of a path: the longest route with the longest ids has some 150. */
export const maxPathChars = 2_048;
/** Characters of a query: a search text of escaped emoji, a page token and a few numbers have some 2 000. */
export const maxQueryChars = 8_192;
/** Parameters of a query: no request has more than ten. */
export const maxQueryParameters = 64;

// Requests under way: http_requests_in_flight, http_request_seconds

/** Handlers of one process that run at once; more requests get `overloaded`. */
export const maxRunningRequests = 2000;
/** A handler that takes longer is answered `unavailable`. */
export const handlerTimeoutMs = 10_000;

// Streamed answers: http_requests_in_flight, http_requests_total{status="499"}

/** Answers of one process that are being streamed at once; more requests get `overloaded`. Each may hold a file open. */
export const maxStreamedAnswers = 1_000;
/** Those of one address among them: a few slow readers must leave room for others. More of it get `overloaded`. */
export const maxStreamedAnswersOfAddress = 64;
/**
 * Ms for which a client may take nothing of a streamed answer: a film that is paused. Then its connection is closed; players
 * ask for the rest when they go on. Nginx waits half as long for its clients.
 */
export const readerStallMs = 60_000;
/**
 * Ms that a streamed answer may take, and bytes a second that are added to them by its length: 128 kbit/s in the long run. Then
 * its connection is closed, likewise.
 */
export const slowReaderMs = 60_000;
export const slowReaderBytesPerSecond = 16 * 1024;
/** Ms between two looks at one that takes nothing: uWebSockets.js would close it after 10 s without a try. */
export const readerCheckMs = 4_000;
