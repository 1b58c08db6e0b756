// Sockets: websocket_connections, websocket_disconnects_total{code}, websocket_upgrades_refused_total{limit}

/** Ms from the opening of a socket to a successful `auth`. */
export const authDeadlineMs = 10_000;
/** Ms of silence after which a client sends `ping`: below the 60 s after which proxies drop what is idle. */
export const heartbeatMs = 25_000;
/** Seconds without any frame or pong after which a socket is ended; protocol pings keep a living one open. */
export const idleTimeoutSeconds = 60;
/** Ms before a token's `exp` at which the socket gets `token_expiring`. */
export const tokenExpiringNoticeMs = 60_000;
/** Ms after a token's `exp` in which a new `auth` still saves the socket. */
export const tokenGraceMs = 25_000;
/** Commands of one socket that wait for their answer; past it `overloaded`. */
export const maxUnansweredCommands = 64;
/** Rooms that one socket may have joined. */
export const maxRoomsPerSocket = 200;
/** Bytes at which uWebSockets.js ends a socket by itself, above what delivery/ allows: the last resort. */
export const maxBackpressureBytes = 4 * 1024 * 1024;
/** Bytes buffered above which typing and presence frames are left out for a socket; log frames never are. */
export const maxNoticeBufferedBytes = 256 * 1024;
/** Ms after which a typing indicator ends by itself. */
export const typingExpiryMs = 6_000;
/** Ms within which a repeated `typing` of one socket is not passed on again. */
export const typingRepeatMs = 2_000;
/** People above which a room's comings and goings are told together. */
export const crowdSize = 50;
/** Ms between two `room_users` of one crowded room. */
export const crowdNoticeMs = 1_000;
/** People named in `room_joined`. */
export const maxUsersInRoomJoined = 50;
/** Ms between two looks at every socket's deadlines. */
export const socketSweepMs = 500;

// Identity: identity_cache_entries{cache}

/** Verified tokens remembered until they expire; an EdDSA verify costs 150 µs. */
export const maxCachedTokens = 100_000;
/** Usernames remembered, by id and by name. */
export const maxCachedUsers = 50_000;
/** Ids and names asked of the user-service in one call: what BatchGetUsers takes. */
export const maxUsersPerLookup = 500;
/** Ms between two questions for signing keys that an unknown `kid` may cause. */
export const signingKeyRetryMs = 10_000;
/** Ms between two refreshes of known signing keys. */
export const signingKeyRefreshMs = 300_000;
/** Ms that a call to the user-service may take. */
export const userServiceDeadlineMs = 3_000;

// Rooms and messages: counted by http_requests_total{status} and grpc_calls_total{code}

/** Code points of a room's name. */
export const maxRoomNameCodePoints = 80;
/** Code points of a room's topic. */
export const maxTopicCodePoints = 250;
/** Entries of one page of a list. */
export const maxPageSize = 100;
export const defaultPageSize = 50;
/** Messages of one page of history. */
export const maxHistoryLimit = 100;
export const defaultHistoryLimit = 50;
/** Where counting unread messages ends. */
export const maxUnreadCount = 1_000;
/** Code points of a search text. */
export const maxQueryCodePoints = 80;
/** Ms between two `activity` marks of one room. */
export const activityIntervalMs = 1_000;

// Broker: broker_dropped_total{reason}, broker_bytes_in_flight, broker_subscriptions

/** Bytes published and not yet confirmed by Redis; past it a publication is dropped and the log heals it. */
export const maxPublishBytesInFlight = 8 * 1024 * 1024;
/** Channels in one SUBSCRIBE: a resubscription must not become one command of megabytes. */
export const maxChannelsPerSubscribe = 500;
/** Rooms marked in one message on the activity channel. */
export const maxMarksPerActivity = 1_000;
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

// Presence: presence_users, presence_entries, presence_refused_total, presence_errors_total{operation}

/** Ms after a person's last socket in which a return shows no leave and join. */
export const presenceGraceMs = 8_000;
/** Pairs of room and person that one instance holds, about 300 bytes each. */
export const maxPresenceEntries = 200_000;
