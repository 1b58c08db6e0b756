import { t } from "../../strings/t.ts";
import { Button } from "../button.tsx";

/** The ways on where a part of the page could not be loaded. */
export function NotLoadedActions({ retry }: { retry: () => void }) {
  return (
    <>
      <Button look="primary" onClick={retry} data-first>
        {t.ui.tryAgain}
      </Button>
      <Button onClick={() => location.reload()}>{t.ui.reload}</Button>
    </>
  );
}

/** In the place of the part. */
export function NotLoaded({ name, retry }: { name: string | undefined; retry: () => void }) {
  return (
    <div role="alert" className="max-w-72 p-2.5 text-mid">
      {name !== undefined && <p className="mb-1 font-name wrap-anywhere">{t.ui.partNotLoaded(name)}</p>}
      <p className="mb-2.5">{t.ui.notLoadedWhy}</p>
      <div className="flex flex-wrap gap-2">
        <NotLoadedActions retry={retry} />
      </div>
    </div>
  );
}
