export { announcementsRoomId } from "./announcements-room-id.ts";
export { closeCodes, type CloseReason, mayReconnect } from "./close-codes.ts";
export {
  type ClientField,
  clientFieldRules,
  type ClientFrame,
  type ClientFrameOf,
  clientFrames,
  type ClientFrameType,
} from "./client-frames.ts";
export {
  type Attachment,
  idForm,
  isInTimeline,
  type MemberRole,
  type Mentions,
  type Message,
  maxAttachments,
  maxPreviews,
  maxWatchedPeople,
  type Person,
  type PersonPresence,
  type Preview,
  type PreviewImage,
  type Quote,
  type Reaction,
  type Room,
  type RoomType,
  seqForm,
  type Thread,
} from "./fields.ts";
export {
  contentProblem,
  maxClientMsgIdBytes,
  maxContentCodePoints,
  maxFrameBytes,
  textProblem,
} from "./message-content.ts";
export type { LogKind, Shown, Unread } from "./log/log-kind.ts";
export {
  changeBy,
  changeMessage,
  changeQuote,
  changeRoom,
  changeThread,
  isLogFrameType,
  isLogged,
  isShownAs,
  type LaterEvent,
  type LogFrame,
  type LogFrameOf,
  logFrames,
  type LogFrameShown,
  type LogFrameType,
  type LoggedFrame,
  removedBy,
  unreadBy,
} from "./log/log-kinds.ts";
export type { Calling } from "./log/log-kind.ts";
export {
  type AnswerFrame,
  answerFrames,
  isServerFrameType,
  type ServerFrame,
  type ServerFrameOf,
  serverFrames,
  type ServerFrameType,
  type SignalFrame,
  signalFrames,
} from "./server-frames.ts";
export { maxQuoteCodePoints, quotedText } from "./text/quoted-text.ts";
export { oldestServedVersion, protocolVersion, protocolVersions, schemaHash, speaks } from "./version.ts";
