import { useState } from "react";
import { useClient } from "../client/use-client.ts";
import { useName } from "../names/use-name-of.ts";
import { later } from "../strings/later.ts";
import { Button } from "../ui/button.tsx";
import { ProblemText } from "../ui/problems/problem-text.tsx";
import { useProblem } from "../ui/problems/use-problem.ts";
import { NoComposer } from "./no-composer.tsx";

/** In place of the composer where one has blocked whom one would write to. */
export function BlockedNote({ userId, said, fieldId }: { userId: number; said: string; fieldId: string }) {
  const { blocks } = useClient();
  const name = useName(userId, said);
  const { problem, isHeld, show } = useProblem();
  const [busy, setBusy] = useState(false);
  const unblock = async (): Promise<void> => {
    setBusy(true);
    try {
      await blocks.unblock(userId);
      // It stands where the button was.
      requestAnimationFrame(() => document.getElementById(fieldId)?.focus());
    } catch (error) {
      show(error);
      setBusy(false);
    }
  };
  return (
    <NoComposer
      rule={later.composer.blocked(name)}
      action={
        <Button busy={busy} disabled={isHeld} onClick={() => void unblock()}>
          {later.composer.unblock}
        </Button>
      }
      problem={problem && <ProblemText problem={problem} />}
    />
  );
}
