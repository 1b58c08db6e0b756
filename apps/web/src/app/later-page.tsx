import { type ComponentType, useEffect, useState } from "react";
import { t } from "../strings/t.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Delayed } from "../ui/waiting/delayed.tsx";
import { SkeletonLines } from "../ui/waiting/skeleton-lines.tsx";

/**
 * A page that most visits do not need, loaded when it is opened. After an update of the server a page of before may not
 * find it any more: then it says so.
 */
export function LaterPage<Props extends object>({
  load,
  props,
}: {
  /** The same function at each render. */
  load: () => Promise<ComponentType<Props>>;
  props: Props;
}) {
  const [loaded, setLoaded] = useState<{ readonly Page: ComponentType<Props> } | "failed">();
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (Page) => isCurrent && setLoaded({ Page }),
      () => isCurrent && setLoaded("failed"),
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
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
          title={t.app.pageNotLoaded}
          isPage
          actions={
            <Button look="primary" onClick={() => location.reload()}>
              {t.ui.reload}
            </Button>
          }
        >
          {t.app.pageNotLoadedWhy}
        </EmptyState>
      </main>
    );
  }
  return <loaded.Page {...props} />;
}
