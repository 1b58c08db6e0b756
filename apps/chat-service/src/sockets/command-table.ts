import type { ClientFrameType } from "@hubbub/ws-protocol";
import type { CommandEntry } from "./command-entry.ts";
import { auth } from "./commands/auth.ts";
import { broadcast } from "./commands/broadcast.ts";
import { changeMessageCommands } from "./commands/change-message.ts";
import { dm } from "./commands/dm.ts";
import { group } from "./commands/group.ts";
import { history } from "./commands/history.ts";
import { joinRoom } from "./commands/join-room.ts";
import { leaveRoom } from "./commands/leave-room.ts";
import { markRead } from "./commands/mark-read.ts";
import { ping } from "./commands/ping.ts";
import { sendMessage } from "./commands/send-message.ts";
import { typing } from "./commands/typing.ts";

/** What each client frame does. */
export const commandTable: { readonly [Name in ClientFrameType]: CommandEntry<Name> } = {
  auth: { pace: "alone", run: auth },
  join_room: { pace: "alone", run: joinRoom },
  leave_room: { pace: "alone", run: leaveRoom },
  history: { pace: "alone", run: history },
  send_message: { pace: "together", run: sendMessage },
  ...changeMessageCommands,
  typing: { pace: "together", run: typing },
  ping: { pace: "together", run: ping },
  mark_read: { pace: "together", run: markRead },
  dm: { pace: "in_turn", run: dm },
  group: { pace: "in_turn", run: group },
  broadcast: { pace: "together", run: broadcast },
};
