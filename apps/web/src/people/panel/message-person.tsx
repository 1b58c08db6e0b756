import { MessageCircle } from "lucide-react";
import { IconButton } from "../../ui/icon-button.tsx";
import { problemSentence } from "../../ui/problems/problem.ts";
import { useProblem } from "../../ui/problems/use-problem.ts";
import { useOpenDirect } from "../use-open-direct.ts";
import { revealed } from "./revealed.ts";

/** Leads to the conversation with someone. */
export function MessagePerson({ userId, name }: { userId: number; name: string }) {
  const openDirect = useOpenDirect();
  const { problem, isHeld, show } = useProblem();
  // Once it may be tried again, it is what it was.
  const text =
    problem !== undefined && (isHeld || problem.untilMs === undefined) ? problemSentence(problem) : undefined;
  return (
    <>
      <IconButton
        icon={MessageCircle}
        label={text ?? `Message ${name}`}
        onClick={() => {
          if (!isHeld) openDirect(userId).catch(show);
        }}
        className={`${revealed} ${text === undefined ? "" : "text-bad!"}`}
      />
      {text !== undefined && (
        <span role="alert" className="sr-only">
          {text}
        </span>
      )}
    </>
  );
}
