import { t } from "../../strings/t.ts";
import { Dialog } from "../dialog.tsx";
import { Delayed } from "../waiting/delayed.tsx";
import { SkeletonLines } from "../waiting/skeleton-lines.tsx";
import { NotLoadedActions } from "./not-loaded.tsx";
import { type Load, useLoaded } from "./use-loaded.ts";

/** Something that opens over the page, loaded when it is opened. */
export function LaterDialog<Props extends { readonly onClose: () => void }>({
  load,
  name,
  props,
}: {
  load: Load<Props>;
  /** What it is called, where it cannot be had. */
  name: string;
  props: Props;
}) {
  const loaded = useLoaded(load);
  switch (loaded.status) {
    case "ready":
      return <loaded.Part {...props} />;
    case "loading":
      return (
        <Delayed byMs={slowMs}>
          <Dialog title={t.ui.loading} onClose={props.onClose}>
            <SkeletonLines label={t.ui.loading} widths={[62, 48, 55]} />
          </Dialog>
        </Delayed>
      );
    case "failed":
      return (
        <Dialog title={t.ui.partNotLoaded(name)} onClose={props.onClose}>
          <p className="mb-4">{t.ui.notLoadedWhy}</p>
          <div className="flex flex-wrap gap-2">
            <NotLoadedActions retry={loaded.retry} />
          </div>
        </Dialog>
      );
  }
}

/** From then on one sees that something comes: a dialog that is replaced at once would flicker. */
const slowMs = 400;
