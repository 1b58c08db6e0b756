import { t } from "../../strings/t.ts";
import { EmptyState } from "../empty-state.tsx";
import { Delayed } from "../waiting/delayed.tsx";
import { SkeletonLines } from "../waiting/skeleton-lines.tsx";
import { NotLoadedActions } from "./not-loaded.tsx";
import { type Load, useLoaded } from "./use-loaded.ts";

/** A page that most visits do not need, loaded when it is opened. */
export function LaterPage<Props extends object>({ load, props }: { load: Load<Props>; props: Props }) {
  const loaded = useLoaded(load);
  switch (loaded.status) {
    case "ready":
      return <loaded.Part {...props} />;
    case "loading":
      return (
        <main tabIndex={-1} className="flex-1 p-6">
          <Delayed>
            <SkeletonLines label={t.app.loadingPage} widths={[30, 62, 48, 55]} />
          </Delayed>
        </main>
      );
    case "failed":
      return (
        <main tabIndex={-1} className="flex h-full flex-1">
          <EmptyState title={t.ui.notLoaded} isPage actions={<NotLoadedActions retry={loaded.retry} />}>
            {t.ui.notLoadedWhy}
          </EmptyState>
        </main>
      );
  }
}
