// Requests: http_requests_total{status="400"}, grpc_calls_total{code}

/** Characters of a username: fewer cannot be told apart in a mention, more do not fit beside a message. */
export const minUsernameChars = 3;
export const maxUsernameChars = 32;
/** Code points of a username that is looked up; real ones are shorter. */
export const maxUsernameCodePoints = 64;
/** Bytes of an email address: RFC 5321 §4.5.3.1.3 less the angle brackets. */
export const maxEmailBytes = 254;
/** Code points of a display name: what one line of a list shows. */
export const maxDisplayNameCodePoints = 64;
/** Code points of a password: bounds what one hash reads, far above any pass phrase. */
export const maxPasswordCodePoints = 256;
/** Code points of a room's name. */
export const maxRoomNameCodePoints = 80;
/** Code points of a room's topic. */
export const maxTopicCodePoints = 250;
/** Code points of a text that a room's name is searched for. */
export const maxQueryCodePoints = 80;
/** Code points of what is searched for in messages: some thirty words with operators. */
export const maxSearchCodePoints = 500;
/** Characters of a time zone's name; the longest has 32. */
export const maxTimeZoneChars = 64;
/** Entries of one page of a list. */
export const maxPageSize = 100;
/** Characters of a page token: it holds one name of a room and an id, or a username, or two numbers, or a time and an id. */
export const maxPageTokenChars = 1_024;
/** Messages of one page of history. */
export const maxHistoryLimit = 100;
/** Code points of a reaction: the longest emoji sequences have ten. */
export const maxEmojiCodePoints = 16;
/** Ids and usernames together in one BatchGetUsers. */
export const maxUsersPerLookup = 500;
/** Code points of the reason for a ban: a sentence or two, for those who look after the room. */
export const maxBanReasonCodePoints = 250;
/** Days that a room may keep messages for: ten years and a little. */
export const maxRetentionDays = 3_660;
/** Accounts in one ListDeletedAccounts. */
export const maxDeletedAccountsPerList = 1_000;
/** Events in one RecordAuditEvents. */
export const maxAuditEventsPerCall = 500;
/** Bytes of the name that a service gives to an event of its own: a room's id, a seq, a uuid. */
export const maxAuditSourceBytes = 128;
/** Details of one event, and bytes of a detail's name and value. */
export const maxAuditDetails = 16;
export const maxAuditDetailNameBytes = 64;
export const maxAuditDetailBytes = 512;
/** Characters of an address that another service passes on: what is kept of a caller's own. */
export const maxAddressChars = 256;
/** Characters of the address of an account's picture; one has some hundred. */
export const maxAvatarUrlChars = 512;
/** Code points of a file's name: what file systems take. */
export const maxFileNameCodePoints = 255;
/** Characters of a file's id. */
export const maxFileIdChars = 32;
/** Files of which links are asked for at a time: those of a page of messages with a file each. */
export const maxLinkedFiles = 100;
