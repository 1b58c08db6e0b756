export { closeCodes, type CloseReason, mayReconnect } from "./close-codes.ts";
export { type ClientFrame, type ClientFrameOf, clientFrames, type ClientFrameType } from "./client-frames.ts";
export type { MemberRole, Message, Person, Reaction, Room, RoomType } from "./fields.ts";
export {
  contentProblem,
  maxClientMsgIdBytes,
  maxContentCodePoints,
  maxFrameBytes,
  textProblem,
} from "./message-content.ts";
export {
  answerFrames,
  isLogFrameType,
  type LogFrame,
  logFrames,
  type LogFrameType,
  noticeFrames,
  type ServerFrame,
  type ServerFrameOf,
  serverFrames,
  type ServerFrameType,
} from "./server-frames.ts";
export { protocolVersion, schemaHash } from "./version.ts";
