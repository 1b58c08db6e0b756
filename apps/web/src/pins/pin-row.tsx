import type { Message } from "@hubbub/ws-protocol";
import { PinOff } from "lucide-react";
import { useClient } from "../client/use-client.ts";
import { useMe } from "../client/use-me.ts";
import { Attachments } from "../files/attachments.tsx";
import { CalledContext } from "../markup/called-context.ts";
import { MessageText } from "../messages/message-text.tsx";
import { PinLine } from "../messages/pin-line.tsx";
import { PersonFace } from "../names/person-face.tsx";
import { useName } from "../names/use-name-of.ts";
import { later } from "../strings/later.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { problemSentence, toProblem } from "../ui/problems/problem.ts";
import { TextLink } from "../ui/text-link.tsx";
import { momentWords } from "../ui/time/moment-words.ts";
import { useToast } from "../ui/toasts/use-toast.ts";

/** A pinned message: its beginning, the way to it, and the way to take the pin away. */
export function PinRow({
  message,
  mayUnpin,
  onJump,
}: {
  message: Message;
  mayUnpin: boolean;
  onJump: (seq: number) => void;
}) {
  const client = useClient();
  const say = useToast();
  const me = useMe();
  const { room_id, seq, user_id, username, content, mentions, created_at, pinned_by, pinned_at } = message;
  const name = useName(user_id, username);
  const unpin = () =>
    client
      .room(room_id)
      .unpin(seq)
      .catch((error: unknown) => say(problemSentence(toProblem(error))));
  return (
    <li className="py-3">
      <div className="flex items-center gap-2">
        <PersonFace userId={user_id} said={username} size={24} />
        <p className="flex min-w-0 flex-1 items-baseline gap-2">
          <bdi className="truncate font-name">{name}</bdi>
          <time dateTime={created_at} className="shrink-0 text-small text-soft">
            {momentWords(created_at)}
          </time>
        </p>
        {mayUnpin && <IconButton icon={PinOff} label={later.messages.do.unpin} onClick={() => void unpin()} />}
      </div>
      <Attachments attachments={message.attachments} from={message}>
        <div className="mt-1 line-clamp-8">
          <CalledContext value={{ mentions, isMine: user_id === me.id }}>
            <MessageText content={content} />
          </CalledContext>
        </div>
      </Attachments>
      <div className="mt-1.5 flex items-center gap-1.5 text-small text-soft">
        {pinned_by !== undefined && pinned_at !== undefined && <PinLine by={pinned_by} at={pinned_at} />}
        <span aria-hidden>·</span>
        <span className="shrink-0">
          <TextLink label={later.pins.show} onPress={() => onJump(seq)} />
        </span>
      </div>
    </li>
  );
}
