import { useState } from "react";
import { useClient } from "../client/use-client.ts";
import { Button } from "../ui/button.tsx";
import { ProblemText } from "../ui/problems/problem-text.tsx";
import { useProblem } from "../ui/problems/use-problem.ts";
import { NoComposer } from "./no-composer.tsx";

/** In place of the composer where one has blocked whom one would write to. */
export function BlockedNote({ userId, name }: { userId: number; name: string }) {
  const { blocks } = useClient();
  const { problem, isHeld, show } = useProblem();
  const [busy, setBusy] = useState(false);
  const unblock = async (): Promise<void> => {
    setBusy(true);
    try {
      await blocks.unblock(userId);
      // It stands where the button was.
      requestAnimationFrame(() => document.getElementById("composer")?.focus());
    } catch (error) {
      show(error);
      setBusy(false);
    }
  };
  return (
    <NoComposer
      rule={`You have blocked ${name}: neither of you can write here.`}
      action={
        <Button busy={busy} disabled={isHeld} onClick={() => void unblock()}>
          Unblock
        </Button>
      }
      problem={problem && <ProblemText problem={problem} />}
    />
  );
}
