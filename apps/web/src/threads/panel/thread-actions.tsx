import type { ChatThread } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { Bell, BellOff } from "lucide-react";
import { useWatch } from "../../client/use-watch.ts";
import { later } from "../../strings/later.ts";
import { problemSentence, toProblem } from "../../ui/problems/problem.ts";
import { useToast } from "../../ui/toasts/use-toast.ts";
import { ThreadMenu } from "./thread-menu.tsx";
import { useThread } from "./use-thread.ts";

/** Beside a thread's title: whether one hears of what comes in it, and what else can be done with it. */
export function ThreadActions({
  room,
  about = 0,
  onJump,
}: {
  room: Room;
  about: number | undefined;
  onJump: (seq: number) => void;
}) {
  const { thread } = useThread(room.id, about);
  return (
    thread !== undefined && (
      <>
        <FollowToggle thread={thread} />
        <ThreadMenu thread={thread} onJump={onJump} />
      </>
    )
  );
}

function FollowToggle({ thread }: { thread: ChatThread }) {
  const say = useToast();
  const { isFollowing, role } = useWatch(thread.state);
  if (isFollowing === undefined || role === undefined) return null;
  const Icon = isFollowing ? Bell : BellOff;
  return (
    <button
      type="button"
      title={isFollowing ? later.threads.followingSays : later.threads.followSays}
      onClick={() => void thread.follow(!isFollowing).catch((error) => say(problemSentence(toProblem(error))))}
      className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-lg px-2 text-mid text-soft hover:bg-hover hover:text-ink touch:h-11"
    >
      <Icon size={15} aria-hidden />
      {isFollowing ? later.threads.following : later.threads.follow}
    </button>
  );
}
