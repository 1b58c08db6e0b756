import { changeMessage, type MessageChange } from "../../messages/change-message.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";
import type { CommandEntry } from "./command-entry.ts";
import type { CommandPace } from "../session/command-queue.ts";
import { roomMeant } from "./room-meant.ts";

/** The frames that change a message, each with what it appends to its room's log; the answer is `ok` once it is committed. */
export const changeMessageCommands = {
  edit_message: changing<"edit_message">("in_turn", ({ seq, content }) => ({ do: "edit", seq, content })),
  delete_message: changing<"delete_message">("together", ({ seq }) => ({ do: "delete", seq })),
  react: changing<"react">("together", ({ seq, emoji, on }) => ({ do: "react", seq, emoji, on })),
  pin_message: changing<"pin_message">("together", ({ seq, on }) => ({ do: "pin", seq, on })),
} as const;

type ChangingFrame = "edit_message" | "delete_message" | "react" | "pin_message";
type WithoutTarget<Change> = Change extends unknown
  ? Omit<Change, "roomId" | "actor" | "receivedUs" | "clientMsgId">
  : never;

function changing<Type extends ChangingFrame>(
  pace: CommandPace,
  toChange: (frame: CommandOf<Type>) => WithoutTarget<MessageChange>,
): CommandEntry<Type> {
  return { pace, run };

  async function run(frame: CommandOf<Type>, call: CommandCall): CommandAnswer {
    const { session, services, actor, receivedUs, proceed } = call;
    const roomId = roomMeant(session, (frame as { readonly room_id?: number }).room_id);
    await changeMessage(services.messages, { ...toChange(frame), roomId, actor, receivedUs }, proceed);
    return { type: "ok", room_id: roomId };
  }
}
