import { t } from "../../strings/t.ts";
import { Button } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";
import { type Load, useLoaded } from "./use-loaded.ts";
import { Delayed } from "../waiting/delayed.tsx";
import { SkeletonLines } from "../waiting/skeleton-lines.tsx";

/** A page that most visits do not need, loaded when it is opened. */
export function LaterPage<Props extends object>({ load, props }: { load: Load<Props>; props: Props }) {
  const loaded = useLoaded(load);
  if (loaded === undefined) {
    return (
      <main tabIndex={-1} className="flex-1 p-6">
        <Delayed>
          <SkeletonLines label={t.app.loadingPage} widths={[30, 62, 48, 55]} />
        </Delayed>
      </main>
    );
  }
  if (loaded === "failed") {
    return (
      <main tabIndex={-1} className="flex flex-1">
        <EmptyState
          title={t.ui.notLoaded}
          isPage
          actions={
            <Button look="primary" onClick={() => location.reload()}>
              {t.ui.reload}
            </Button>
          }
        >
          {t.ui.notLoadedWhy}
        </EmptyState>
      </main>
    );
  }
  return <loaded.Part {...props} />;
}
