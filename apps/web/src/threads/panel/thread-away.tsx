import type { HubbubError } from "@hubbub/client";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";

/** A thread that cannot be shown, and why. */
export function ThreadAway({ problem, onRetry }: { problem: HubbubError; onRetry: () => void }) {
  if (problem.code === "message_not_found" || problem.code === "invalid_argument") {
    return <EmptyState title={later.threads.gone}>{later.threads.goneSays}</EmptyState>;
  }
  return (
    <EmptyState title={later.threads.notLoaded} actions={<Button onClick={onRetry}>{t.ui.tryAgain}</Button>}>
      {problem.message}
    </EmptyState>
  );
}
