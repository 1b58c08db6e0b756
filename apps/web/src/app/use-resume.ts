import { type HubbubError, toHubbubError } from "@hubbub/client";
import { useEffect, useState } from "react";
import { useClient } from "../client/use-client.ts";
import { useWatch } from "../client/use-watch.ts";
import { drafts } from "../storage/drafts.ts";
import { editDrafts } from "../storage/edit-drafts.ts";
import { sessionEnd } from "../storage/session-end.ts";
import { sessionHint } from "../storage/session-hint.ts";
import { forgetUnderway } from "../storage/underway.ts";

export interface Resume {
  /** Why the last try did not work, and when the next one comes, as `performance.now()` counts. */
  readonly failure: { readonly error: HubbubError; readonly retryAtMs: number } | undefined;
  readonly tryNow: () => void;
}

/** Between two tries to reach the server at the start. */
const retryMs = 5_000;

/** Takes up the session of an earlier visit, and keeps this tab and the others of one mind about it. */
export function useResume(): Resume {
  const { session } = useClient();
  const state = useWatch(session.state);
  const [tries, setTries] = useState(0);
  const [failure, setFailure] = useState<Resume["failure"]>();

  useEffect(() => {
    if (session.state.snapshot().status !== "unknown") return;
    const hint = sessionHint.read();
    if (hint === "none") return session.end("never");
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    session.resume({ wasSignedIn: hint !== "unknown" }).catch((cause: unknown) => {
      if (isOver) return;
      const error = toHubbubError(cause);
      const delayMs = Math.max(retryMs, error.retryAfterMs ?? 0);
      setFailure({ error, retryAtMs: performance.now() + delayMs });
      timer = setTimeout(() => setTries((count) => count + 1), delayMs);
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each try is a run of its own
  }, [session, tries]);

  useEffect(() => {
    if (state.status === "signed_in") {
      sessionHint.write("signed-in");
      sessionEnd.write(undefined);
    }
    if (state.status !== "signed_out") return;
    // Other tabs would take it for a sign-out.
    if (state.reason === "never" && sessionHint.read() === "none") return;
    // Before the hint, on which other tabs look for it.
    if (state.reason !== "ended") sessionEnd.write(undefined);
    else if (state.because !== undefined) sessionEnd.write(state.because);
    sessionHint.write(state.reason === "ended" ? "ended" : "none");
    if (state.reason !== "left") return;
    drafts.clear();
    editDrafts.clear();
    forgetUnderway();
  }, [state]);

  useEffect(() => {
    return sessionHint.follow((hint) => {
      const now = session.state.snapshot();
      const isOut = now.status === "signed_out";
      if (hint === "none" && !(isOut && now.reason === "left")) session.end("left");
      else if (hint === "ended" && !isOut) session.end("ended");
      else if (hint === "signed-in" && isOut) location.reload();
    });
  }, [session]);

  return { failure, tryNow: () => setTries((count) => count + 1) };
}
