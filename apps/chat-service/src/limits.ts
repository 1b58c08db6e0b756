// Sockets: websocket_connections, websocket_disconnects_total{code}, websocket_command_errors_total{code}, rate_limited_total{limit}, typing_waiting

/** Ms from the opening of a socket to a successful `auth`. */
export const authDeadlineMs = 10_000;
/** Ms of silence after which a client sends `ping`: below the 60 s after which proxies drop what is idle. */
export const heartbeatMs = 25_000;
/** Seconds without any frame or pong after which a socket is ended; protocol pings keep a living one open. */
export const idleTimeoutSeconds = 60;
/** Ms before a token's `exp` at which the socket gets `token_expiring`; at most half the token's life. */
export const tokenExpiringNoticeMs = 60_000;
/** Ms after a token's `exp` in which a new `auth` still saves the socket. */
export const tokenGraceMs = 25_000;
/** Levels of lists and objects in a client's frame, its own object included; no frame has more than two. */
export const maxFrameDepth = 8;
/** Fields and list items of a client's frame, all together; each costs JSON.parse 250 ns. No frame has a tenth as many. */
export const maxFrameValues = 256;
/** Bytes of one frame before `auth` was sent: a token and what surrounds it. A larger one ends the socket, unread. */
export const maxFrameBytesBeforeAuth = 8 * 1024;
/** Frames, and their bytes, before `auth` was sent; what is more ends the socket. A client sends one or two. */
export const maxFramesBeforeAuth = 64;
export const maxBytesBeforeAuth = 128 * 1024;
/** Frames in `badFramesMs` that are no JSON object or came before `auth`: no client sends one unless it is broken. */
export const maxBadFrames = 10;
export const badFramesMs = 10_000;
/**
 * Frames in `refusedFramesMs` that a socket may send on over its rates, each answered with `rate_limited`; then 4003. More
 * than a client has on its way when it hears of the first, and as many as its rate gives.
 */
export const maxRefusedFrames = 200;
export const refusedFramesMs = 10_000;
/**
 * Packets, and their bytes, that a Socket.IO connection may send for each frame and byte of a socket's rates: with pings,
 * connects and longer names in them, and so that the frames are refused by name before the connection is ended.
 */
export const packetsPerFrame = 2;
/** Packets that arrive together in one request; engine.io takes all of them apart before the first is answered. */
export const maxPacketsPerChunk = 1_000;
/** Characters of a Socket.IO namespace that is answered with its name: there is none but the default one. */
export const maxNamespaceLength = 100;
/** Bytes of a frame over the rates that is still read for its `ref` and `client_msg_id`. */
export const maxEchoedFrameBytes = 8 * 1024;
/** Commands of one socket that wait for their answer; past it `overloaded`. */
export const maxUnansweredCommands = 64;
/** Sockets of one address that have not authenticated; with an `auth` each is gone in some ms, without in `authDeadlineMs`. */
export const maxUnauthenticatedPerAddress = 200;
/**
 * Of `LIMIT_CONNECTS`, what it costs an account that one of its sockets is ended for what it sent: with the standard one in
 * three seconds in the long run.
 */
export const abuseConnects = 100;
/** What it costs an address whose socket has no account: less, for others may be behind it. */
export const strangersAbuseConnects = 10;
/** Ms for which an address is handed out its share of upgrades: 500 of them in one turn would keep everybody waiting. */
export const connectSliceMs = 100;
/** Connections after which it is looked whether most came from one address: a proxy's, if it is a private one. */
export const connectsPerAddressCheck = 200;
/** Ms after which one who is connected too many times should try again. */
export const openSocketsRetryMs = 10_000;
/** Joins of one socket that are not counted as `reads`: our page has twenty rooms at most, and a reconnect joins them again. */
export const maxFreeJoinsPerSocket = 50;
/** Rooms that one socket may have joined. */
export const maxRoomsPerSocket = 200;
/** Bytes at which uWebSockets.js ends a socket by itself, above what delivery/ allows: the last resort. */
export const maxBackpressureBytes = 4 * 1024 * 1024;
/** Ms after which a typing indicator ends by itself. */
export const typingExpiryMs = 6_000;
/** Ms within which a repeated `typing` of one socket is not passed on again. */
export const typingRepeatMs = 2_000;
/** People of one room and instance who are shown as typing at the same time; more would drown a crowded room. */
export const maxTypistsPerRoom = 20;
/** Who types and is to be shown, if they may write there: asked in one query, and waiting for it. More are not shown. */
export const maxAskedMayWrite = 500;
export const maxWaitingMayWrite = 2_000;
/** People above which a room's comings and goings are told together. */
export const crowdSize = 50;
/** People of one room who come or go within `crowdSignalMs` and are told singly; who comes after them is told together. */
export const maxToldSingly = 10;
/** Ms between two `room_users` of one room. */
export const crowdSignalMs = 1_000;
/** People named as `joined`, and as `left`, in one `room_users`; `user_count` counts all. */
export const maxUsersInRoomUsers = 500;
/** People named in `room_joined`. */
export const maxUsersInRoomJoined = 50;
/** Ms between two lists of the people in a room, for Socket.IO clients: they take the whole list at every change. */
export const peopleListMs = 250;
/** Ms that a Socket.IO client may take to answer a ping of its protocol; its library's own default. */
export const socketIoPongMs = 20_000;
/** Ms that engine.io waits for one more poll of a client that it closes; its own 30 s would hold up a stop. */
export const socketIoLastPollMs = 1_000;
/** Sockets past a deadline that are ended in one turn of the event loop: some ms. */
export const maxEndedPerTurn = 10;
/** Ms between two looks at every socket's deadlines. */
export const socketSweepMs = 500;

// Identity: identity_cache_entries{cache}, revocations_known

/** Verified tokens remembered until they expire; checking one costs 40–150 µs. */
export const maxCachedTokens = 100_000;
/** Usernames remembered, by id and by name. */
export const maxCachedUsers = 50_000;
/** Ms between two questions for signing keys that an unknown `kid` may cause. */
export const signingKeyRetryMs = 10_000;
/** Ms between two refreshes of known signing keys. */
export const signingKeyRefreshMs = 300_000;
/** Revoked sessions, and likewise admins, that an instance remembers until their tokens expire; past it the oldest goes. */
export const maxKnownRevocations = 100_000;
/** Ms between two tries to hear of revocations, where the user-service is away. */
export const revocationRetryMs = 300;
/** Ms that a starting instance waits to hear them: one that cannot tell, as an earlier release, is served without. */
export const revocationStartWaitMs = 5_000;
/** Ms between two sweeps of what no living token can be of. */
export const revocationSweepMs = 60_000;
/** Ms in which what is revoked is gathered before the sockets are looked through. */
export const revocationGatherMs = 50;
/** Ms that a call to the user-service may take. */
export const userServiceDeadlineMs = 3_000;

// Rooms and messages: counted by http_requests_total{status} and grpc_calls_total{code}

/** UTF-16 units of a room's name as names are compared, which a page token holds; some letters are spelt out to eighteen. */
export const maxFoldedNameChars = 240;
/** Entries of one page of a list, and messages of one of history, where a request does not say how many. */
export const defaultPageSize = 50;
export const defaultHistoryLimit = 50;
/** Where counting unread messages ends. */
export const maxUnreadCount = 1_000;
/** Members of a room that each of them may call with @room or @here; in larger ones owners and admins do. */
export const maxCalledByMembers = 50;
/** Names in a message that are looked up; the others are plain text. */
export const maxNamesPerMessage = 50;
/** Ms for which a message waits to hear whom it names; then its names count as they stand. */
export const maxNamesWaitMs = 100;
/** Edits of a message that its history shows, the newest. */
export const maxShownEdits = 100;

// Files: file_uploads_total{result}, file_pictures_total{result}, file_pictures_waiting, files_to_remove

/** Bytes of a file's name: what file systems take, and an address holds percent-encoded. */
export const maxFileNameBytes = 255;
/** Bytes of a file by which its type is told. */
export const sniffedBytes = 8 * 1024;
/** Pixels of a picture, all frames of a moving one together; what they take in memory is four times as much. */
export const maxPicturePixels = 50_000_000;
/** Pixels of a side of a picture as it is shown: a photograph of 12 megapixels keeps its size. */
export const maxViewSide = 4_096;
/** The same of a small one: twice what a page shows it at. */
export const maxThumbnailSide = 640;
/** Bytes of a picture of a person or a room as it is sent, and pixels of its side as it is shown: twice the largest place for it. */
export const maxAvatarBytes = 10 * 1024 * 1024;
export const avatarSide = 256;
/** Ms for which one is kept that another took the place of: for pages that show it still. */
export const replacedAvatarMs = 3_600_000;
/** Ms after which the user-service is told of a person's picture once more. */
export const avatarLateMs = 10_000;
/** Pictures that wait to be looked at, and to be made, of all and of one person: an album's. What is past the latter the sweep finds. */
export const maxWaitingLooks = 100;
export const maxWaitingLooksOfPerson = 30;
export const maxWaitingPictures = 200;
export const maxWaitingPicturesOfPerson = 50;
/** Ms that a look at a picture, and the making of one, may take. */
export const lookTimeoutMs = 10_000;
export const makeTimeoutMs = 60_000;
/** How often a picture is begun that breaks the process that makes it; then it is only saved. */
export const maxMakeTries = 3;
/** Ms after the last picture in which the process that makes them ends. */
export const pictureIdleMs = 60_000;
/** Ms that a reader waits for a picture that is being made, and between two looks whether it is there. */
export const pictureWaitMs = 8_000;
export const picturePollMs = 250;
/** Ms for which files are kept that nobody sends, and that never came whole. */
export const unsentFileMs = 24 * 3_600_000;
export const unstoredFileMs = 3_600_000;
/** Ms until what is stored of a removed file is removed once more: by then nothing of it is being written. */
export const removeAgainMs = 600_000;
/** Files that are removed, or pictures that are made late, in one step; ms between two looks, and after which a picture is late. */
export const maxFilesPerStep = 50;
export const filesEveryMs = 10_000;
export const pictureLateMs = 60_000;
/** Files of one page of a room's, where a request does not say how many. */
export const defaultFilesPageSize = 20;
/** Ms by which the ends of links are rounded: they are good for one to two of these. */
export const linkPeriodMs = 15 * 60_000;

// Safety: http_requests_total{status} and grpc_calls_total{code}

/** People whom one room keeps out, and people who are silent in it. */
export const maxBansPerRoom = 10_000;
/** People whom one person has blocked. */
export const maxBlocksPerPerson = 1_000;

// Canary: canary_sent_total, canary_lost_total, canary_duplicates_total, canary_reordered_total, canary_latency_seconds

/** Rows that the canary's room keeps, and how many of those before them one statement deletes. */
export const maxCanaryRows = 1_000;
export const maxCanaryRowsPerDelete = 200;
/** Canaries from one such deletion to the next. */
export const canariesPerDelete = 20;
/** Ms for which a canary is sent again until its answer comes; then a new row of numbers begins. Rows live longer than that. */
export const maxCanaryRetryMs = 60_000;
/**
 * Ms after which what is in the log and did not come is lost, and the looks at the log that must have found it missing
 * meanwhile, so that an instance that stood still counts nothing: twice what healing takes at most.
 */
export const canaryLossMs = 10_000;
export const canaryLossLooks = 3;
/** What is missing that is remembered, and senders whose numbers are: with more the oldest are forgotten. */
export const maxCanariesMissing = 1_000;
export const maxCanarySenders = 32;
/** Ms until the canary's room is joined again after a failure. */
export const canaryRetryMs = 1_000;

// Jobs: audit_events_waiting, deleted_accounts_waiting

/** Ms for which one instance holds a job: so long nobody does it after a crash. A step takes less. */
export const jobLeaseMs = 30_000;
/** Ms between two looks at what there is to do. */
export const auditEveryMs = 2_000;
export const deletedAccountsEveryMs = 2_000;
/** Events of one call to the audit log. */
export const maxAuditEventsPerStep = 200;
/** Ms until a deleted account is forgotten: by then nothing of theirs is on its way, for their tokens were refused after one second and an append has five. */
export const forgetAfterMs = 7_000;
/** Deleted accounts remembered that could not be forgotten: others come first then. Of more the oldest is tried again and again. */
export const maxFailingDeletions = 100;
/** Log rows that one statement looks through for somebody's name, and rooms that are asked whether they were ever there. */
export const maxRowsPerForgetting = 5_000;
export const maxRoomsPerForgetting = 1_000;
/** Log rows that one step looks through for whom they named before that was noted: each look at deleted accounts is one such step. */
export const maxRowsPerEarlierNames = 5_000;
export const retentionEveryMs = 60_000;
/** Ms that a room's oldest message may be too old: a busy room has one each minute, and each time is an event of its log. */
export const retentionSlackMs = 3_600_000;
/** Rooms whose old messages are emptied in one step, and messages of one room at a time: each time is one event of its log. */
export const maxRoomsPerExpiry = 20;
export const maxExpiredMessages = 1_000;
/** Rooms that one statement asks whether they have messages to empty. */
export const maxRoomsPerExpiryRead = 10_000;
/** Rooms, or messages and other events, of one page of somebody's data: those others are left out of it. */
export const maxExportedPerPage = 200;
/** Rooms that one statement asks for what somebody wrote there: no index has it of all rooms, and anybody may ask. */
export const maxRoomsPerOwnPage = 10_000;
/** Rooms of which one page has what somebody wrote there: each is a statement. */
export const maxOwnRoomsPerPage = 20;
/** Messages of a deleted account that are emptied in one go. */
export const maxErasedMessages = 200;

// Newcomers: known_accounts

/** Accounts remembered that were let in; of another a query tells, which all share who come at the same time. */
export const maxKnownAccounts = 100_000;
/** Ms that a newcomer's first request, or `auth`, waits until they are a member of `general`. */
export const newcomerWaitMs = 1_000;

// Direct rooms and read marks: known_direct_rooms, read_marks_waiting

/** Direct rooms remembered by their pair of people, some 150 bytes each. */
export const maxCachedDirectRooms = 50_000;
/** Read marks that wait for their query; past it `overloaded`. */
export const maxWaitingReadMarks = 20_000;
/** Read marks moved by one query. */
export const maxReadMarksPerQuery = 500;
/** Ms until a read mark is tried again whose row somebody else was changing, and after which that is given up. */
export const markReadRetryMs = 5;
export const markReadDeadlineMs = 3_000;

// Broker: broker_dropped_total{reason}, broker_bytes_in_flight, broker_subscriptions

/** Bytes published and not yet confirmed by Redis; past it a publication is dropped and the log heals it. */
export const maxPublishBytesInFlight = 8 * 1024 * 1024;
/** Channels in one SUBSCRIBE: a resubscription must not become one command of megabytes. */
export const maxChannelsPerSubscribe = 500;
/** Rooms marked in one message on the activity channel. */
export const maxMarksPerActivity = 1_000;
/**
 * Ms in which subscriptions, and exchanges with the presence store, are gathered where many come at once; two for each that
 * the last batch held. Every wake-up of Redis and its answer cost as much as some ten of what they carry.
 */
export const maxGatherMs = 40;

// Presence: presence_users, presence_entries, presence_refused_total, presence_errors_total{operation}

/** Ms after a person's last socket in which a return shows no leave and join. */
export const presenceGraceMs = 8_000;
/** Pairs of room and person that one instance holds, about 300 bytes each. */
export const maxPresenceEntries = 200_000;
/** Ms between two signs of life of an instance in the presence store. */
export const presenceRefreshEveryMs = 3_000;
/** Ms without a sign of life after which an instance counts as dead: three refreshes may fail. */
export const presenceInstanceTtlMs = 10_000;
/** Ms between two looks for dead instances; with the lifetime above, a killed one's people are gone within 30 s. */
export const presenceReapEveryMs = 5_000;
/** Ms that a join waits for who is present, before it is told who is present on this instance. */
export const presenceListWaitMs = 500;
/** Changes in one call to the store: Redis does nothing else meanwhile (about 1 ms). */
export const maxPresenceChangesPerCall = 200;
/** Such calls under way at a time. */
export const maxPresenceCallsPerExchange = 20;
/** Entries of a dead instance removed in one call, for the same reason. */
export const maxReapedEntriesPerCall = 500;
/** People whose newest change is remembered, so that an announcement that was overtaken is recognised. */
export const maxRememberedPresenceChanges = 20_000;

// Presence of people: people_presence_users, people_presence_entries, people_presence_refused_total, watched_people, watched_people_pairs, watched_people_waiting_reads, watched_people_waiting_sockets, last_seen_waiting, activity_dropped_total{reason}

/** Pairs of somebody and those who watch them together on one instance, about 100 bytes each; past it nobody more is watched. */
export const maxWatchPairs = 500_000;
/** Ms in which who comes and goes is gathered before the store is told: each exchange is an answer and a notice to all instances. */
export const whereaboutsExchangeEveryMs = 100;
/** Ms between two `presence` of one socket. */
export const presenceTellMs = 1_000;
/** Ms in which what changes is gathered before it is looked up and told. */
export const presenceTickMs = 250;
/** Ms between two looks at everybody who is watched, and at who is a member of the open rooms: what pub/sub lost shows then. */
export const presenceSweepMs = 20_000;
/** People looked up at a time: Redis does nothing else meanwhile (about 1 ms). */
export const maxPeoplePerPresenceRead = 1_000;
/** People in one `presence`; the others come a second later. */
export const maxPeoplePerPresence = 200;
/** Sockets told at a time, with one query for who of them has blocked whom. */
export const maxSocketsPerPresenceTurn = 200;
/** Open rooms whose members are read in one query, and ms between two of those. */
export const maxRoomsPerMembersRead = 500;
export const membersReadEveryMs = 100;
/** Ms in which it is gathered when people were here last, and people in one such statement. */
export const lastSeenFlushMs = 1_000;
export const maxLastSeenPerQuery = 1_000;
/** People of whom that waits to be written; past it it is not. */
export const maxWaitingLastSeen = 20_000;

// Rooms that are not open: activity_people, activity_memberships, activity_waiting_sockets, activity_waiting_reads, activity_waiting_delivered, activity_waiting_broadcasts, activity_waiting_counts, activity_dropped_total{reason}

/** Ms between two marks of one room on the activity channel, and between two `room_activity` of one socket. */
export const activityIntervalMs = 1_000;
/** Threads whose new replies are to be told to who follows them, in one `activityIntervalMs`. */
export const maxActiveThreads = 1_000;
/** Who follows a thread and is told of its replies; the others find them in their list. */
export const maxFollowersTold = 1_000;
/** People called by name who are to be told what is unread there, in one `activityIntervalMs`. */
export const maxCalledPeople = 1_000;
/** Ms after which a socket that has come is told what is unread, and between two queries for that. */
export const countsAtStartDelayMs = 250;
/** Pairs of somebody and a room in one such query; as many as somebody has rooms. */
export const maxPlacesPerCountsRead = 500;
/** Pairs of a socket and a room that wait for it, some 20 bytes each; who comes then finds the counts in the list of rooms. */
export const maxCountsAtStart = 200_000;
/** Ms in which what several instances mark is gathered before sockets are told. */
export const activityTickMs = 250;
/** Rooms of a connected person that are watched, those with the newest events; some 60 bytes each. */
export const maxRoomsPerPerson = 500;
/** People whose rooms are read in one query, and such queries at a time; what arrives meanwhile goes in the next. */
export const maxPeoplePerMembershipRead = 250;
export const maxMembershipReads = 2;
/** Ms in which every connected person's rooms are read again: what pub/sub lost of them shows at last then. */
export const membershipSweepMs = 30_000;
/** Ms between two steps of that, each its part of the people, in one query. */
export const membershipSweepStepMs = 1_000;
/** Ms until a failed read of memberships is repeated. */
export const membershipRetryMs = 1_000;
/** Rooms remembered that were marked while memberships are read. */
export const maxHeadsWhileReading = 10_000;
/** Sockets written to in one turn of the event loop where a frame is for all: 3 ms or so. */
export const maxSocketsPerTurn = 500;
/** Broadcasts that not every socket has got yet. */
export const maxWaitingBroadcasts = 100;
/** Ms until the announcements are joined again after a failure. */
export const announcementsRetryMs = 1_000;
/** Ms in which delivered marks are gathered, and until those that could not be written are tried again. */
export const deliveredFlushMs = 300;
export const deliveredRetryMs = 1_000;
/** Delivered marks written in one query. */
export const maxDeliveredMarksPerQuery = 1_000;
/** Delivered marks that wait; past it the next connection makes up for what is left out. */
export const maxWaitingDeliveredMarks = 20_000;

// Delivery: delivery_ring_bytes, delivery_early_bytes, delivery_waiting_joins, delivery_hubs, websocket_buffered_bytes, slow_consumers_total

/** Bytes buffered in user space above which a reader is ended as too slow; the kernel has taken some 4 MB before. */
export const maxReaderBufferedBytes = 1024 * 1024;
/** Bytes buffered above which typing and presence frames are left out for a reader; log frames never are. */
export const maxSignalBufferedBytes = 256 * 1024;
/** Bytes buffered for all readers together above which the fullest are ended. */
export const maxAllBufferedBytes = 256 * 1024 * 1024;
/** Ms that the buffer of an ended socket may live on and is counted. */
export const endedReaderLingerMs = 5_000;
/** Ms between two counts of all buffers while they are too large. */
export const bufferRecountMs = 100;
/** Ms for which a busy room's frames are gathered into one write a reader; far below what a reader notices. */
export const maxWindowMs = 40;
/** Deliveries a second of a room on this instance from which on it gathers: 5 % of a core at 5 µs a write. */
export const windowedDeliveriesPerSecond = 10_000;
/** Messages of one publication whose traces are followed to the other instances: each adds 56 bytes to its header. */
export const maxFollowedPerPublication = 16;
/** What is gathered at most before it goes out early. */
export const maxWindowFrames = 100;
export const maxWindowBytes = 64 * 1024;
/** Events that a resume may bring; past it the client gets a fresh page. */
export const maxResumeEvents = 500;
/** Bytes of frames that a resume may bring. */
export const maxResumeBytes = 256 * 1024;
/** Recent frames kept for a room: two resumes' worth, so that a room may go on while its readers come back. */
export const maxRingFrames = 1_000;
/** Bytes of a room's recent frames; the memory that holds them grows by doubling, and is at most twice as much. */
export const maxRingBytes = 1024 * 1024;
/** Bytes of memory for the recent frames of all rooms together; past it every room forgets its older half. */
export const maxAllRingsBytes = 128 * 1024 * 1024;
/** What may wait in one room for something missing before it; what is more is read from the log. */
export const maxEarlyFrames = 1_000;
export const maxEarlyBytes = 1024 * 1024;
export const maxAllEarlyBytes = 64 * 1024 * 1024;
/** Ms after which something missing is read from the log: two instances' messages cross by less. */
export const holePatienceMs = 50;
/** Events missing above which a room's readers are closed with `resync` instead of being healed. */
export const maxBehindEvents = 500;
/** Ms between two comparisons of hubs and log; a lost last message is noticed by nothing else. */
export const headCheckMs = 2_000;
/** The same while the broker is away: then it is what delivers the messages of other instances. */
export const headCheckBrokerAwayMs = 500;
/** Ms between two looks for joins past their deadline and hubs long idle. */
export const deliverySweepMs = 1_000;
/** Ms until a failed read of missing events is tried again; doubles up to the second. */
export const holeRetryMs = 100;
export const maxHoleRetryMs = 2_000;
/** Ms for which a room's hub is kept after its last reader left: who comes back resumes from its ring. */
export const idleHubMs = 60_000;
/** Hubs kept without readers; past it the longest idle go first. */
export const maxIdleHubs = 10_000;
/** Joins read in one query. */
export const maxJoinsPerRead = 500;
/** Queries for joins at a time; what arrives meanwhile goes together in the next. */
export const maxJoinReads = 2;
/** Joins that wait; past it `overloaded`. */
export const maxWaitingJoins = 20_000;
/** Ms after which a waiting join ends as `unavailable`. */
export const joinDeadlineMs = 5_000;
/** Times that a join is read anew because its room moved on or changed its epoch meanwhile. */
export const maxJoinReadings = 5;
/** Ms that a new hub waits for its subscription; without it the head check delivers. */
export const subscribePatienceMs = 1_000;

// Room log: room_log_queue_items, room_log_queue_bytes, message_commit_batch_size, message_commit_seconds

/** Ms, about, between the beginnings of two transactions: each costs as much as dozens of deliveries (ADR 0014). */
export const commitIntervalMs = 3;
/** Ms after an interval in which the next command begins the commit; a timer does it at their end (ADR 0014). */
export const commitGraceMs = 1;
/** Items that must lately have come in an interval for it to be kept: with fewer the wait gathers hardly anything. */
export const gatheringItems = 1.5;
/** Items that make a transaction worth its price: where as many wait when one ends, the next begins at once. */
export const fullBatchItems = 32;
/** Items of one transaction: more would save hardly any CPU and make everybody wait longer. */
export const maxBatchItems = 1_000;
/** Bytes of one transaction's items, as JSON. */
export const maxBatchBytes = 4 * 1024 * 1024;
/** Commands that wait for their commit, what is being committed included; past it `overloaded`. */
export const maxQueuedItems = 20_000;
export const maxQueuedBytes = 32 * 1024 * 1024;
/** Ms after which a client may try again that was refused because the queue was full. */
export const queueRetryMs = 1_000;
/** Ms from a command's arrival in which it is committed, or answered with `unavailable`. */
export const appendDeadlineMs = 5_000;
/** Ms that the append waits for one room's lock before it goes on without that room. */
export const lockTimeoutMs = 1_000;
/** Ms after which Postgres gives up an append by itself. */
export const statementTimeoutMs = 2_500;
/** Ms without an answer after which the writer's connection is destroyed. Longer than `statementTimeoutMs`. */
export const answerTimeoutMs = 3_000;
/** Ms that opening the writer's connection may take, and its first and last wait between two attempts. */
export const writerConnectTimeoutMs = 2_000;
export const minReconnectDelayMs = 50;
export const maxReconnectDelayMs = 500;
/** Ms between two looks at rooms whose lock could not be had. */
export const lockedRoomProbeMs = 100;
/** Ms between two looks at whether every instance knows the log kinds of this release. */
export const kindsInUseEveryMs = 2_000;
/** Bytes of a page of messages, and of events read together, as JSON. */
export const maxPageBytes = 256 * 1024;
/** Events of one room that are read together; who misses more gets a fresh page. */
export const maxEventsRead = 500;
/** Different emoji on one message, and people behind one of them. */
export const maxReactionEmoji = 20;
export const maxReactionUsers = 500;
/** Pinned messages of one room: its list is one page. */
export const maxPinsPerRoom = 100;
/** Edits that a deletion names as blanked, the newest: more than any ring holds frames. */
export const maxErasedEdits = 1_000;
/** Messages that an event names because they quote what it changed, the newest: more than any ring holds frames. */
export const maxQuotesNamed = 1_000;

// Search: searches_waiting, search_index_waiting_rooms, search_index_dropped_total

/** Words and phrases in what is asked. */
export const maxSearchTerms = 30;
/** Searches under way at a time, less than half of the standard connections; those that wait, of all and of one person, and until they are tried again, ms. */
export const maxSearchesAtOnce = 4;
export const maxWaitingSearches = 200;
export const maxSearchesOfPerson = 30;
export const searchRetryMs = 1_000;
/** Ms that Postgres takes for one: then it is `unavailable`. */
export const searchTimeoutMs = 2_000;
/** Entries of a page of results where nothing else is asked. */
export const defaultSearchPageSize = 20;
/** Letters from which on the last word of a search also finds what begins so. */
export const minBeginningLength = 2;
/** UTF-16 units of a word; a longer one is found by its beginning. */
export const maxWordLength = 64;
/** Places remembered of one word in one message; Postgres keeps 255. */
export const maxWordPlaces = 64;
/** Words whose stems are remembered, about 100 bytes each. */
export const maxRememberedStems = 50_000;
/** Code points of a result's text, and of them before what was found. */
export const maxSnippetLength = 200;
export const snippetBefore = 60;
/** Rooms that the index of words is asked for by name; who may read more is asked about after the words. */
export const maxRoomsAskedFor = 50;
/** The newest hits that are compared with each other when the best come first. */
export const maxRankedHits = 10_000;
/** Ms in which what was committed is gathered before its words are written: looking at a room costs more than a message of it. */
export const indexDelayMs = 1_000;
/** Ms until it is tried again where that failed. */
export const indexRetryMs = 2_000;
/** Ms that writing words waits for an append; less than what Postgres takes to find two that wait for each other. */
export const indexLockMs = 100;
/** Rooms whose words are written in one statement, and events of each that it looks at. */
export const maxRoomsPerIndexing = 25;
export const maxEventsPerIndexing = 100;
/** Rooms of which something is to be indexed; what is past it the sweep finds. */
export const maxWaitingRoomsToIndex = 20_000;
/** Ms between two looks for what a crash left unindexed, and for what was written before there was an index. */
export const indexSweepMs = 10_000;
/** Ms after a room's newest event, and events behind its head, in which it is left to the instances that committed them. */
export const indexSweepAfterMs = 5_000;
export const maxEventsLeftToOthers = 1_000;
/** Messages of one room in one step of that; some 3 ms of this thread. */
export const maxMessagesPerBackfill = 200;

// File storage: file_storage_seconds

/** Characters of a key: with what stands before it well below the 255 bytes of a file's name. */
export const maxStorageKeyLength = 200;
/** Ms that the storage may take for a sign of life: the beginning of its answer, the next bytes, room for the next of ours. */
export const storageWaitMs = 10_000;
/** Ms that it may take for all of one request, with what is tried again, and for each MB that is put besides. */
export const storageTotalMs = 30_000;
export const storagePutMsPerMegabyte = 1_000;
/** Files of which one at least must be in a folder that does not say that it is ours. */
export const maxFilesLookedFor = 50;
/** Ms after which a file on its way into the storage, of an instance that did not come back, is removed by another's start. */
export const incomingLeftMs = 24 * 60 * 60 * 1000;
/** Ms after which who reads a file and asks for no more is taken for gone. */
export const storageReaderMs = 120_000;
/** Tries of one request to S3, and ms before the second; they double, and vary so that instances do not try together. */
export const storageTries = 4;
export const storageRetryMs = 200;
/** Connections to S3 for files that are read, each as long as its reader takes, and for everything else. */
export const maxStorageReads = 500;
export const maxStorageWrites = 32;
/** Deletions under way at a time of those asked for together. */
export const maxStorageDeletesAtOnce = 8;
/** Bytes read of an answer of S3 that is no file. */
export const maxStorageAnswerBytes = 64 * 1024;

// Link previews: link_previews_waiting, link_previews_dropped_total, link_preview_fetches_total{outcome}

/** Messages whose links are looked at together, three fetches each, and of one author: whoever links to slow sites waits for themselves. */
export const maxPreviewedAtOnce = 8;
export const maxPreviewedOfAuthor = 2;
/** Messages that wait for that, of all and of one author; what is past it stays without previews. */
export const maxWaitingToPreview = 500;
export const maxWaitingOfAuthor = 50;
/** UTF-16 units of a link that is looked at. */
export const maxPreviewedLinkLength = 2_000;
/** Ms for a page or its picture: names, redirects and all that is read of it. */
export const previewFetchMs = 5_000;
/** Bytes read of one, packed and unpacked. */
export const maxPreviewBytes = 1024 * 1024;
/** Times that one may lead elsewhere. */
export const maxPreviewRedirects = 3;
/** Ms for which an answer is remembered, some 2 KB each, also that there was none. */
export const previewRememberedMs = 600_000;
export const maxRememberedPages = 1_000;
/** Elements that stand in each other in the head of a page; deeper ones are none of a page that means well. */
export const maxHeadDepth = 100;
/** Code points of what is shown of a page. */
export const maxPreviewTitle = 200;
export const maxPreviewDescription = 300;
export const maxPreviewSite = 80;
