import type { ClientFrameType } from "@hubbub/ws-protocol";
import { auth } from "./auth.ts";
import { broadcast } from "./broadcast.ts";
import { changeMessageCommands } from "./change-message.ts";
import type { CommandEntry } from "./command-entry.ts";
import { dm } from "./dm.ts";
import { followThread } from "./follow-thread.ts";
import { group } from "./group.ts";
import { history } from "./history.ts";
import { joinRoom } from "./join-room.ts";
import { leaveRoom } from "./leave-room.ts";
import { markRead } from "./mark-read.ts";
import { markUnread } from "./mark-unread.ts";
import { ping } from "./ping.ts";
import { sendMessage } from "./send-message.ts";
import { setPresence } from "./set-presence.ts";
import { typing } from "./typing.ts";
import { watchPresence } from "./watch-presence.ts";

/** What each client frame does. */
export const commandTable: { readonly [Name in ClientFrameType]: CommandEntry<Name> } = {
  auth: { pace: "alone", run: auth },
  join_room: { pace: "alone", run: joinRoom },
  leave_room: { pace: "alone", run: leaveRoom },
  history: { pace: "alone", run: history },
  send_message: { pace: "in_turn", run: sendMessage },
  ...changeMessageCommands,
  typing: { pace: "together", run: typing },
  ping: { pace: "together", run: ping },
  mark_read: { pace: "together", run: markRead },
  // After the marks before it, and before those after it.
  mark_unread: { pace: "alone", run: markUnread },
  // The last word counts.
  follow_thread: { pace: "alone", run: followThread },
  watch_presence: { pace: "together", run: watchPresence },
  set_presence: { pace: "together", run: setPresence },
  dm: { pace: "in_turn", run: dm },
  group: { pace: "in_turn", run: group },
  broadcast: { pace: "in_turn", run: broadcast },
};
