import { useEffect, useState } from "react";
import { type Problem, toProblem } from "./problem.ts";

interface UsedProblem {
  readonly problem: Problem | undefined;
  /** The server has asked to wait, and that is not over. */
  readonly isHeld: boolean;
  readonly show: (cause: unknown) => void;
  readonly clear: () => void;
}

/** What did not work last; where the server says when to try again, it knows when that is. */
export function useProblem(): UsedProblem {
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (problem?.untilMs === undefined || !problem.isHeld) return;
    const timer = setTimeout(() => setProblem({ ...problem, isHeld: false }), problem.untilMs - performance.now());
    return () => clearTimeout(timer);
  }, [problem]);
  return {
    problem,
    isHeld: problem?.isHeld === true,
    show: (cause) => setProblem(toProblem(cause)),
    clear: () => setProblem(undefined),
  };
}
