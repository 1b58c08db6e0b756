import type { HubbubError } from "@hubbub/client";
import { useEffect, useEffectEvent } from "react";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemText } from "../../ui/problems/problem-text.tsx";
import { useProblem } from "../../ui/problems/use-problem.ts";

/** Why nothing is found: the server says what is wrong with the search, or cannot look now. */
export function SearchFailure({ error, onRetry }: { error: HubbubError; onRetry: () => void }) {
  const [wrong] = error.fields;
  const { problem, isHeld, show } = useProblem();
  const tell = useEffectEvent((failure: HubbubError) => show(failure));
  useEffect(() => {
    tell(error);
  }, [error]);
  return (
    <div role="alert" className="px-4 py-3 text-mid text-soft">
      {wrong !== undefined ? (
        wrong.message
      ) : (
        <>
          {later.search.failed} {problem !== undefined && <ProblemText problem={problem} />}{" "}
          <Button look="text" disabled={isHeld} onClick={onRetry}>
            {t.ui.tryAgain}
          </Button>
        </>
      )}
    </div>
  );
}
