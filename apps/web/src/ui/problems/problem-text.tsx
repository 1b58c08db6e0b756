import { t } from "../../strings/t.ts";
import { Countdown } from "../waiting/countdown.tsx";
import { type Problem, problemSentence, refusalReason } from "./problem.ts";

/** What did not work, and how long until it may; read aloud once and not at every second. */
export function ProblemText({ problem }: { problem: Problem }) {
  const { error, untilMs, isHeld } = problem;
  if (untilMs === undefined || !isHeld) return problemSentence(problem);
  return (
    <>
      <span className="sr-only">{problemSentence(problem)}</span>
      <span aria-hidden>
        {refusalReason(error)} {t.ui.problems.tryInCounting(<Countdown toMs={untilMs} />)}
      </span>
    </>
  );
}
