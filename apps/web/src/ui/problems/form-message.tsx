import type { Problem } from "./problem.ts";
import { ProblemText } from "./problem-text.tsx";

/** What is wrong with the whole form; read aloud when it appears. */
export function FormMessage({ problem }: { problem: Problem | undefined }) {
  return (
    <div role="alert">
      {problem !== undefined && (
        <p className="rounded-lg bg-bad-soft px-3 py-2 text-mid text-bad">
          <ProblemText problem={problem} />
        </p>
      )}
    </div>
  );
}
