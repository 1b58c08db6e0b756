// Requests: http_requests_total{status}, auth_requests_total{method,result} and grpc_calls_total{code} count refusals

/**
 * Bytes of a request body: an email address, a name and two pass phrases of escaped emoji are some 7 KB. Most of these routes
 * take strangers. Nginx has the same number.
 */
export const maxBodyBytes = 8 * 1024;
/** Users or sessions of one page of a list, where a request does not say how many. */
export const defaultPageSize = 50;

/** Deleted accounts that another service is told of in one answer, where it does not say how many. */
export const defaultDeletedAccounts = 100;

// Password hashing: password_hashes_running, password_hashes_waiting, auth_requests_total{result="overloaded"}, rate_limited_total{limit="password_queue"}

/** Passwords hashed at one time, each 20 ms and 19 MiB: one of libuv's four threads stays free for names and files. */
export const maxPasswordHashesAtOnce = 3;
/** Passwords that wait for their turn, some seconds' worth on two cores; past it `overloaded`. */
export const maxPasswordHashesWaiting = 256;
/** Of them of one address, an office perhaps: half, so that two who flood still leave turns. Past it `rate_limited`. */
export const maxPasswordHashesWaitingOfAddress = 128;
/** Of them of one account at one address: more devices than anyone signs in at once. Past it `rate_limited`. */
export const maxPasswordHashesWaitingOfAccount = 32;
/**
 * Of them of one account from all addresses where nobody signed in to it yet: hundreds that try one name leave the queue to
 * others. Past it `rate_limited`.
 */
export const maxPasswordHashesWaitingOfStrangers = 32;
/** Ms after which one who was refused for a full queue should try again. */
export const passwordHashesRetryMs = 2_000;

// Guessing: rate_limited_total{limit}, rate_limit_entries

/** Ms for which tries are refused once the wrong passwords of LIMIT_PASSWORDS are spent; each further one doubles it. */
export const passwordDelayMs = 1_000;
/** The longest of these delays: guessing is hopeless then, and who remembers at last still gets in within a minute. */
export const maxPasswordDelayMs = 60_000;
/** Wrong passwords beyond the limit that are counted: who waited out some of the longest delays is forgiven as soon as others. */
export const maxCountsOverLimit = 6;
/** Names and addresses whose wrong passwords one instance remembers while it is without Redis, some 200 bytes each. */
export const maxRememberedCounts = 100_000;
/** Ms that a sign-in waits for Redis before this instance counts alone. */
export const tallyAnswerMs = 250;
/** Ms for which Redis is not asked after it did not answer. */
export const tallyRestMs = 1_000;
/** Addresses of an account from which strangers' guesses keep nobody; past it the one unused for longest is forgotten. */
export const maxKnownAddresses = 100;
/** Ms that an address is remembered after somebody was signed in there: as long as between two visits to the parents. */
export const knownAddressMemoryMs = 180 * 24 * 60 * 60 * 1_000;
/** Ms between two writings of an address that is in use. */
export const knownAddressTouchMs = 24 * 60 * 60 * 1_000;

// Sessions: auth_requests_total{method="refresh",result}, expired_rows_deleted_total{table}

/**
 * Ms after its rotation in which an old refresh token gets a successor in any case: two tabs at once. After that only as long
 * as no successor was used: the answer was lost.
 */
export const refreshReuseGraceMs = 30_000;
/** Successors of one refresh token within these; past it `rate_limited`. Many tabs may wake up together, not hundreds. */
export const maxRefreshSuccessors = 50;
/** Ms that a token is remembered when its successor was used, so that its reuse ends the session: 700 rows for one in use. */
export const rotatedTokenMemoryMs = 7 * 24 * 60 * 60 * 1_000;
/** Live sessions of one account; a further sign-in ends the oldest. */
export const maxSessionsPerAccount = 1_000;
/** Ms that an ended session is remembered: longer than any access token made for it lives. */
export const endedSessionMemoryMs = 24 * 60 * 60 * 1_000;
/** Characters of a browser's name kept with a session. */
export const maxUserAgentChars = 256;
/** Ms between two deletions of expired rows. */
export const cleaningIntervalMs = 10 * 60 * 1_000;
/** Rows in one delete, and deletes of one table in a run: neither a long lock nor a long run. */
export const maxCleaningBatchRows = 1_000;
export const maxCleaningBatches = 100;

// Revocations: revocation_watchers

/** Revocations of each kind that a new watcher is told of: as many as a chat instance remembers, of more the newest. */
export const maxListedRevocations = 100_000;
/** Of them in one message: 1 MiB is the most that one may have. */
export const maxRevocationsPerMessage = 1_000;
/** Chat instances, or what watches like one; past it `overloaded`. */
export const maxWatchers = 256;
/** Batches that a watcher has not taken; past it the watcher is ended, and comes again. */
export const maxUnreadRevocations = 10_000;
/** Ms for which a revocation matters beyond the life of an access token: clocks differ. */
export const revocationMarginMs = 60_000;
/** Ms between two tries to listen to Postgres, and between two looks whether it still is there. */
export const listenRetryMs = 500;
export const listenKeepaliveMs = 5_000;

// Signing keys: signing_keys, signing_key_changes_total{change}

/** Ms between two looks whether a key is due or over, and readings: one that another instance made is listed here too. */
export const signingKeyReloadMs = 60_000;
/**
 * Ms for which a new key is published before it signs: chat instances read the keys every five minutes, and once may fail. One
 * that never read it asks for it, so this is only to spare them. Longer than `signingKeyStaleMs`.
 */
export const signingKeyLeadMs = 11 * 60_000;
/** Ms after which what was read of the keys is read again before anything is signed. */
export const signingKeyStaleMs = 5 * 60_000;
/** Ms that a key is published beyond the last token that it may have signed: clocks differ, and so do readings. */
export const signingKeyMarginMs = 5 * 60_000;
/** Ms between two readings of the keys that a token with an unknown `kid` may cause. */
export const unknownKeyReloadMs = 10_000;

// Postgres: postgres_pool_connections, postgres_pool_waiting, postgres_pool_max

/** Connections to Postgres, as many queries at a time; what comes beside waits for one. */
export const maxPostgresConnections = 10;
/** Ms that a query waits for a connection; then `unavailable`. */
export const postgresConnectTimeoutMs = 3_000;
/** Ms of one statement. */
export const postgresStatementTimeoutMs = 5_000;
/** Ms that a starting service waits for Postgres, alive and not ready, before it gives up with an error. */
export const postgresStartWaitMs = 5 * 60 * 1_000;

// Stopping: http_requests_in_flight

/** Ms that requests under way may take to be answered when the service stops. */
export const httpStopTimeoutMs = 5_000;
