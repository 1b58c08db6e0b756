// Links to Redis

/** Ms between two pings of a Redis connection; with the time-out below, a half-open link is noticed within 5 s. */
export const redisPingEveryMs = 2_000;
/** Ms that Redis may take to answer a command. */
export const redisCommandTimeoutMs = 2_000;
/** Ms that a connection to Redis may take to open. */
export const redisConnectTimeoutMs = 2_000;
/** Ms between two tries to reach Redis, at most: its return must be noticed at once. */
export const redisMaxReconnectDelayMs = 1_000;
/** Ms that a start waits for Redis before the instance serves without it. */
export const redisStartWaitMs = 3_000;

// gRPC

/** Ms between two warnings of calls without the services' secret, at least: whoever calls often must not fill the log. */
export const callerWarningEveryMs = 60_000;

// Postgres

/** Ms between two tries to reach Postgres at the start, at most. */
export const maxPostgresStartDelayMs = 2_000;
/** Ms that the command `migrate` waits for Postgres. */
export const migrationStartWaitMs = 60_000;
/** Ms that a statement of a migration may take. */
export const migrationTimeoutMs = 60 * 60 * 1_000;
/** Ms that a migration waits for the lock of a table: everybody who asks for the table waits behind it. */
export const migrationLockTimeoutMs = 10_000;
/** Ms that building an index beside the traffic may take: a backup may hold it up. */
export const indexBuildTimeoutMs = 5 * 60 * 1_000;
/** Ms between a build that failed, or that another instance was at, and the next try. */
export const indexBuildRetryMs = 60_000;

// Profiles

/** Seconds that a CPU profile may take. */
export const maxProfileSeconds = 120;
/** µs between two samples of a CPU profile: it costs a few per cent while it is taken. */
export const profileSampleUs = 500;
/** Bytes of a CPU profile: two minutes of a busy process have some 10 MiB. */
export const maxProfileBytes = 64 * 1024 * 1024;
/** Bytes of a heap that a snapshot is taken of: the process stands still, and holds as much again. */
export const maxSnapshotHeapBytes = 512 * 1024 * 1024;
/** Ms that a heap snapshot may take to be sent. */
export const profileSendMs = 60_000;

// Traces: trace_spans_total

/** Of one span: hubbub's have some ten. */
export const maxSpanAttributes = 32;
/** Characters of an attribute's text. */
export const maxSpanAttributeLength = 256;
/** Of one span: a batch of more messages links to the first of them. */
export const maxSpanLinks = 128;
/** Exports under way at a time; more wait in the queue, which is bounded by `OTEL_BSP_MAX_QUEUE_SIZE`. */
export const maxTraceExports = 4;
/** Ms that a stopping service waits for its last spans to leave. */
export const traceFlushTimeoutMs = 3_000;
/** Statements whose short form is remembered. */
export const maxNamedStatements = 1_000;
