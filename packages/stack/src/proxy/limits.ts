// As in nginx/nginx.conf.template; tests ask both.

/** Bytes of a request's line and headers. */
export const maxHeaderBytes = 32 * 1024;
/** Bytes of a request body, by who takes it. */
export const maxBodyBytes = { chat: 64 * 1024, "user-service": 8 * 1024 } as const;
/** Bytes that a body with a file may have besides: it is the service that says how much a file may have. */
export const uploadMarginBytes = 1024 * 1024;
/** Ms until a request's line and headers have come. */
export const headersTimeoutMs = 10_000;
/** Ms until all of a request has come: 64 KiB at the pace of an old modem. */
export const requestTimeoutMs = 30_000;
/** The same where it brings a file, and until it is answered: what the service takes. */
export const uploadTimeoutMs = 120_000;
/** Ms for which nothing of a file may move: its reader may have paused a film. */
export const fileStallMs = 60_000;
/** Ms between two looks at both. */
export const timeoutCheckMs = 1_000;
