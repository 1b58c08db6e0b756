import { t } from "../../strings/t.ts";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { type Load, useLoaded } from "./use-loaded.ts";

/** A dialog that is loaded when it is opened. */
export function LaterDialog<Props extends { readonly onClose: () => void }>({
  load,
  props,
}: {
  load: Load<Props>;
  props: Props;
}) {
  const loaded = useLoaded(load);
  if (loaded === undefined) return null;
  if (loaded !== "failed") return <loaded.Part {...props} />;
  return (
    <Dialog title={t.ui.notLoaded} onClose={props.onClose}>
      <p className="mb-4">{t.ui.notLoadedWhy}</p>
      <Button look="primary" onClick={() => location.reload()} data-first>
        {t.ui.reload}
      </Button>
    </Dialog>
  );
}
