import { randomUUID } from "node:crypto";
import type { Person } from "../system/people.ts";
import type { Request } from "../system/rpcs.ts";
import { type Cell, inEveryRoom, inNamedRooms, type RpcRow, type Rows, type Tried } from "./cell.ts";

const ofRoom = ({ room }: Cell): Request => ({ id: room.id });
const everywhere = inEveryRoom<RpcRow>;
const own = ({ room }: Cell): Request => ({ room_id: room.id, seq: room.ownSeq });
const another = ({ room }: Cell): Request => ({ room_id: room.id, seq: room.otherSeq });
const aText = () => `it is ${randomUUID()}`;

/** Whether an answer's list names this room. */
const listed = ({ room }: Cell, { answer }: Tried<Request>) =>
  ((answer.body["rooms"] ?? []) as { id: number | string }[]).some(({ id }) => Number(id) === room.id);

/** What changes somebody's place in a room: of whom, and to what. */
const about = (whom: (cell: Cell) => Person, more: Request = {}): RpcRow => ({
  newRoom: "after each ok",
  silent: true,
  ask: (cell) => ({ id: cell.room.id, user_id: whom(cell).id || 1, ...more }),
});

const somebody = ({ people }: Cell) => people.subject;
const aMember = ({ people }: Cell) => people.author;
const anAdmin = ({ people }: Cell) => people.deputy;
const theOwner = ({ people }: Cell) => people.actors.owner;
const theMuted = ({ people }: Cell) => people.actors.muted;
const theBanned = ({ people }: Cell) => people.actors.banned;
const theSilent = ({ people }: Cell) => people.silent;
const thePeer = ({ people }: Cell) => people.peer;
const oneself = ({ who }: Cell) => who;

/** In rooms with roles of each of these people, and in those without. */
function ofPeople(rows: Readonly<Record<string, RpcRow>>, elsewhere: RpcRow): Rows<RpcRow> {
  return {
    ...Object.assign({}, ...Object.entries(rows).map(([what, row]) => inNamedRooms<RpcRow>(what, row))),
    direct: { ...elsewhere, in: "direct" },
    announcements: { ...elsewhere, in: "announcements" },
  };
}

const blockMethods: Readonly<Record<string, Rows<RpcRow>>> = {
  "BlockService.ListBlocks": { "": { ask: () => ({}) } },
  "BlockService.BlockUser": { "somebody else": { ask: ({ people }) => ({ user_id: people.disabled.id }) } },
  "BlockService.UnblockUser": { "somebody else": { ask: ({ people }) => ({ user_id: people.disabled.id }) } },
};

const roomMethods: Readonly<Record<string, Rows<RpcRow>>> = {
  "RoomService.CreateRoom": { "": { ask: () => ({ name: `made ${randomUUID()}`, type: "private" }) } },
  "RoomService.ListRooms": {
    "public: is found": { in: "public", ask: ({ room }) => ({ query: room.name, page_size: 100 }), happened: listed },
    "private: is found": { in: "private", ask: ({ room }) => ({ query: room.name, page_size: 100 }), happened: listed },
    "direct: is found": { in: "direct", ask: () => ({ page_size: 100 }), happened: listed },
  },
  "RoomService.ListMyRooms": everywhere({ ask: () => ({ page_size: 100 }), happened: listed }),
  "RoomService.GetRoom": everywhere({ ask: ofRoom }),
  "RoomService.UpdateRoom": everywhere({ ask: ({ room }) => ({ id: room.id, topic: aText() }) }),
  "RoomService.ArchiveRoom": everywhere({ newRoom: "after each ok", silent: true, ask: ofRoom }),
  "RoomService.OpenDirectRoom": {
    "with whom one has written": { in: "direct", ask: ({ people }) => ({ id: people.peer.id }) },
    'who has blocked "blocked"': { ask: ({ people }) => ({ id: people.silent.id }) },
  },
  "RoomService.JoinRoom": everywhere({ newRoom: "each row", silent: true, ask: ofRoom }),
  "RoomService.LeaveRoom": {
    public: { in: "public", newRoom: "each row", silent: true, ask: ofRoom },
    private: { in: "private", newRoom: "each row", silent: true, ask: ofRoom },
    direct: { in: "direct", ask: ofRoom },
  },
  "RoomService.MarkRead": everywhere({ ask: own }),
  "RoomService.MarkUnread": everywhere({ ask: own }),
  "RoomService.ListMembers": everywhere({ ask: ofRoom }),
  "RoomService.AddMember": ofPeople(
    {
      somebody: about(somebody),
      "somebody, as an admin": about(somebody, { role: "admin" }),
      'who has blocked "blocked"': about(theSilent),
      "who is banned": about(theBanned),
    },
    about(somebody),
  ),
  "RoomService.UpdateMember": ofPeople(
    {
      "a member, to admin": about(aMember, { role: "admin" }),
      "oneself, to owner": about(oneself, { role: "owner" }),
      "the owner, to member": about(theOwner, { role: "member" }),
    },
    about(thePeer, { role: "owner" }),
  ),
  "RoomService.RemoveMember": ofPeople(
    { "a member": about(aMember), "an admin": about(anAdmin), "the owner": about(theOwner) },
    about(thePeer),
  ),
};

const moderation: Readonly<Record<string, Rows<RpcRow>>> = {
  "ModerationService.ListBans": everywhere({ ask: ofRoom }),
  "ModerationService.BanMember": ofPeople(
    {
      "a member": about(aMember),
      somebody: about(somebody),
      "an admin": about(anAdmin),
      "the owner": about(theOwner),
      oneself: about(oneself),
    },
    about(thePeer),
  ),
  "ModerationService.UnbanMember": ofPeople({ "who is banned": about(theBanned) }, about(thePeer)),
  "ModerationService.MuteMember": ofPeople(
    { "a member": about(aMember), "an admin": about(anAdmin), "the owner": about(theOwner) },
    about(thePeer),
  ),
  "ModerationService.UnmuteMember": ofPeople({ "who is muted": about(theMuted) }, about(thePeer)),
};

const messageMethods: Readonly<Record<string, Rows<RpcRow>>> = {
  "MessageService.ListMessages": everywhere({ ask: ({ room }) => ({ room_id: room.id }) }),
  "MessageService.GetMessage": everywhere({ ask: another }),
  "MessageService.GetMessageAt": everywhere({
    ask: ({ room }) => ({ room_id: room.id, time: "2026-01-01T00:00:00Z" }),
  }),
  "MessageService.ListEdits": everywhere({ ask: another }),
  "MessageService.SendMessage": everywhere({ ask: ({ room }) => ({ room_id: room.id, content: aText() }) }),
  "MessageService.EditMessage": {
    ...inNamedRooms("one's own", { ask: (cell: Cell) => ({ ...own(cell), content: aText() }) }),
    ...inNamedRooms("another's", { ask: (cell: Cell) => ({ ...another(cell), content: aText() }) }),
    "direct: one's own": { in: "direct", ask: (cell) => ({ ...own(cell), content: aText() }) },
    "direct: another's": { in: "direct", ask: (cell) => ({ ...another(cell), content: aText() }) },
    announcements: { in: "announcements", ask: (cell) => ({ ...own(cell), content: aText() }) },
  },
  "MessageService.DeleteMessage": {
    ...inNamedRooms("one's own", { newRoom: "each row", ask: own }),
    ...inNamedRooms("another's", { newRoom: "after each ok", ask: another }),
    "direct: another's": { in: "direct", ask: another },
    announcements: { in: "announcements", newRoom: "after each ok", ask: another },
  },
  "MessageService.AddReaction": everywhere({ ask: (cell) => ({ ...another(cell), emoji: "👍" }) }),
  "MessageService.RemoveReaction": everywhere({ ask: (cell) => ({ ...another(cell), emoji: "👍" }) }),
  "MessageService.PinMessage": everywhere({ ask: another }),
  "MessageService.UnpinMessage": everywhere({ ask: another }),
  "MessageService.RemovePreviews": {
    ...inNamedRooms("one's own", { ask: own }),
    ...inNamedRooms("another's", { ask: another }),
    "direct: one's own": { in: "direct", ask: own },
    "direct: another's": { in: "direct", ask: another },
    announcements: { in: "announcements", ask: another },
  },
  "MessageService.ListPins": everywhere({ ask: ({ room }) => ({ room_id: room.id }) }),
  "MessageService.SearchMessages": {
    "": { ask: () => ({ q: "text" }) },
    ...everywhere({ ask: ({ room }: Cell) => ({ q: "text", room_id: room.id }) }),
  },
};

const threadMethods: Readonly<Record<string, Rows<RpcRow>>> = {
  "ThreadService.GetThread": everywhere({ ask: another }),
  "ThreadService.FollowThread": everywhere({ ask: another }),
  "ThreadService.UnfollowThread": everywhere({ ask: another }),
  "ThreadService.ListMyThreads": { "": { ask: () => ({}) } },
};

const fileMethods: Readonly<Record<string, Rows<RpcRow>>> = {
  "FileService.UploadFile": everywhere({
    ask: ({ room }) => ({
      room_id: room.id,
      name: "a.txt",
      content: { data: Buffer.from("hello").toString("base64") },
    }),
  }),
  "FileService.ListRoomFiles": everywhere({ ask: ({ room }) => ({ room_id: room.id }) }),
  "FileService.LinkFiles": everywhere({
    ask: ({ room }) => ({ ids: [room.file.id] }),
    happened: (_cell, { answer }) => ((answer.body["links"] ?? []) as unknown[]).length > 0,
  }),
  "FileService.DeleteFile": {
    "not there": { ask: () => ({ id: randomUUID().replaceAll("-", "") }) },
    "somebody else's": { in: "public", ask: ({ room }) => ({ id: room.file.id }) },
  },
};

/** One black dot. */
const aPicture =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAMAAAAoyzS7AAAAA1BMVEUAAACnej3aAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAACklEQVQImWNgAAAAAgAB9HFkpgAAAABJRU5ErkJggg==";

const avatarMethods: Readonly<Record<string, Rows<RpcRow>>> = {
  "AvatarService.SetMyAvatar": { "": { ask: () => ({ content: { data: aPicture } }) } },
  "AvatarService.RemoveMyAvatar": { "": { ask: () => ({}) } },
  "AvatarService.SetRoomAvatar": everywhere({ ask: ({ room }) => ({ id: room.id, content: { data: aPicture } }) }),
  "AvatarService.RemoveRoomAvatar": everywhere({ ask: ofRoom }),
};

/** Methods of rooms and messages. */
export const chatRows: Readonly<Record<string, Rows<RpcRow>>> = {
  "ExportService.ExportMyData": { "": { ask: () => ({}) } },
  ...blockMethods,
  ...roomMethods,
  ...moderation,
  ...messageMethods,
  ...threadMethods,
  ...fileMethods,
  ...avatarMethods,
};
