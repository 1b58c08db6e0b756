import { tokenUse } from "../token-use.ts";
import { absentWhenEmpty, alwaysAnswered } from "./always-answered.ts";
import { avatarRpcs } from "./avatar-rpcs.ts";
import { blockRpcs } from "./block-rpcs.ts";
import { exportRpcs } from "./export-rpcs.ts";
import { fileRpcs } from "./file-rpcs.ts";
import { messageRpcs } from "./message-rpcs.ts";
import { moderationRpcs } from "./moderation-rpcs.ts";
import { roomRpcs } from "./room-rpcs.ts";
import { threadRpcs } from "./thread-rpcs.ts";
import type { AnyRpc } from "./rpc.ts";
import { userRpcs } from "./user-rpcs.ts";

/** What the API is besides its protos, by `package.Service.Method` and by full names of fields: for the OpenAPI document. */
export const contract = {
  title: "hubbub",
  version: "1.0",
  description:
    "Rooms, messages and accounts of a hubbub server. Every success is 200; everything else is a problem of RFC 9457, " +
    "whose `code` is for programs and whose `errors` name every field that is wrong. " +
    "In a body null counts as absent. A field that a request does not know is refused.",
  /** By its SPDX identifier. */
  license: "Apache-2.0",
  rpcs: new Map<string, AnyRpc>([
    ...named("hubbub.chat.v1.MessageService", messageRpcs),
    ...named("hubbub.chat.v1.FileService", fileRpcs),
    ...named("hubbub.chat.v1.AvatarService", avatarRpcs),
    ...named("hubbub.chat.v1.ThreadService", threadRpcs),
    ...named("hubbub.chat.v1.RoomService", roomRpcs),
    ...named("hubbub.chat.v1.ModerationService", moderationRpcs),
    ...named("hubbub.chat.v1.BlockService", blockRpcs),
    ...named("hubbub.chat.v1.ExportService", exportRpcs),
    ...named("hubbub.user.v1.UserService", userRpcs),
  ]),
  tokenUse,
  alwaysAnswered,
  absentWhenEmpty,
} as const;

function named(service: string, methods: Readonly<Record<string, AnyRpc>>): [string, AnyRpc][] {
  return Object.entries(methods).map(([method, rpc]) => [`${service}.${method.replace(/^./, upper)}`, rpc]);
}

function upper(letter: string): string {
  return letter.toUpperCase();
}
