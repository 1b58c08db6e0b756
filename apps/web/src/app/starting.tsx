import { t } from "../strings/t.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Logo } from "../ui/logo.tsx";
import { Countdown } from "../ui/waiting/countdown.tsx";
import { Delayed } from "../ui/waiting/delayed.tsx";
import type { Resume } from "./use-resume.ts";

/** Until it is known who is here. */
export function Starting({ resume }: { resume: Resume }) {
  return (
    <main tabIndex={-1} className="grid h-full place-items-center bg-paper">
      <Delayed>
        {resume.failure !== undefined ? (
          <EmptyState
            isPage
            title={resume.failure.error.retryAfterMs === undefined ? t.app.serverUnreachable : t.app.serverBusy}
            actions={
              <Button look="primary" onClick={resume.tryNow}>
                {t.ui.tryNow}
              </Button>
            }
          >
            {t.app.triesAgainIn(<Countdown toMs={resume.failure.retryAtMs} />)} {t.app.stillSignedIn}
          </EmptyState>
        ) : (
          <Logo size="large" />
        )}
      </Delayed>
    </main>
  );
}
