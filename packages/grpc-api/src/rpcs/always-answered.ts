/**
 * Fields of answers that are always there, although proto cannot say so of times and messages. By full name; the OpenAPI
 * document requires them.
 */
export const alwaysAnswered: ReadonlySet<string> = new Set([
  "hubbub.chat.v1.Message.created_at",
  "hubbub.chat.v1.Thread.last_reply_at",
  "hubbub.chat.v1.GetThreadResponse.root",
  "hubbub.chat.v1.FollowedThread.room",
  "hubbub.chat.v1.FollowedThread.root",
  "hubbub.chat.v1.SearchResult.message",
  "hubbub.chat.v1.SearchResult.room",
  "hubbub.chat.v1.MessageEdit.edited_at",
  "hubbub.chat.v1.RoomFile.attachment",
  "hubbub.chat.v1.RoomFile.created_at",
  "hubbub.chat.v1.Room.created_at",
  "hubbub.chat.v1.MyRoom.created_at",
  "hubbub.chat.v1.Member.joined_at",
  "hubbub.chat.v1.Ban.created_at",
  "hubbub.chat.v1.Block.created_at",
  "hubbub.chat.v1.ExportedBlock.created_at",
  "hubbub.chat.v1.ExportedRoom.joined_at",
  "hubbub.user.v1.User.created_at",
  "hubbub.user.v1.AuditEvent.at",
  "hubbub.user.v1.Session.created_at",
  "hubbub.user.v1.Session.last_used_at",
  "hubbub.user.v1.SessionTokens.expires_at",
  "hubbub.user.v1.SessionTokens.user",
]);

/** Lists of answers that are left out where they are empty, by full name: most messages have none of them. */
export const absentWhenEmpty: ReadonlySet<string> = new Set([
  "hubbub.chat.v1.Message.attachments",
  "hubbub.chat.v1.Message.previews",
]);
