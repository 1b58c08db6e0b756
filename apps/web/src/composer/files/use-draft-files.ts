import type { Conversation } from "@hubbub/client";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { roomTitle } from "../../rooms/room-title.ts";
import { drafts } from "../../storage/drafts.ts";
import { inRoomDraft } from "../../storage/in-room-drafts.ts";
import { linkPreviewsSetting } from "../../storage/link-previews-setting.ts";
import { replyDraft } from "../../storage/reply-drafts.ts";
import { later } from "../../strings/later.ts";
import { useToast } from "../../ui/toasts/use-toast.ts";
import { toContent } from "../to-content.ts";
import { DraftFiles } from "./draft-files.ts";

/** As long as the conversation is in memory, which is no longer than the session. */
const open = new WeakMap<Conversation, DraftFiles>();

/** The files of what one writes in a conversation: the same while another is shown. */
export function useDraftFiles(conversation: Conversation): DraftFiles {
  const { files, people } = useClient();
  const me = useMe();
  const say = useToast();
  const known = open.get(conversation);
  if (known !== undefined) return known;
  const givenUp = () => {
    const { room } = conversation.state.snapshot();
    if (room !== undefined)
      say(later.composer.files.givenUp(roomTitle(room, me.id, (id, said) => people.nameOf(id, said))));
  };
  const made: DraftFiles = new DraftFiles({
    userId: me.id,
    place: conversation,
    files,
    onReady: () => {
      if (!sendKept(me.id, conversation, made)) givenUp();
    },
    onGivenUp: givenUp,
  });
  open.set(conversation, made);
  return made;
}

/** What one has sent and left before its files were there, as it is kept. Answers whether it goes out. */
function sendKept(userId: number, conversation: Conversation, files: DraftFiles): boolean {
  const draft = drafts.of(userId, conversation);
  const reply = replyDraft(userId, conversation);
  const inRoom = inRoomDraft(userId, conversation);
  const replyTo = reply.read();
  try {
    conversation.send(toContent(draft.read()), {
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(inRoom.read() ? { inRoom: true } : {}),
      ...(linkPreviewsSetting.read() ? {} : { linkPreviews: false }),
      attachments: files.ready ?? [],
    });
  } catch {
    // It stays where it was written.
    files.setAwaited(false);
    return false;
  }
  draft.write("");
  reply.write(undefined);
  inRoom.write(false);
  files.sent();
  return true;
}
