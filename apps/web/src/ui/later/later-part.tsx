import { type ReactNode, useLayoutEffect, useRef } from "react";
import { t } from "../../strings/t.ts";
import { focusFirst } from "../focus/focusables.ts";
import { keepInside } from "../place-popover.ts";
import { Delayed } from "../waiting/delayed.tsx";
import { SkeletonLines } from "../waiting/skeleton-lines.tsx";
import { NotLoaded } from "./not-loaded.tsx";
import { type Load, useLoaded } from "./use-loaded.ts";

/**
 * A part of something that is there already, loaded when it is shown. In a popover, which has the focus until then, the
 * first of what comes takes it.
 */
export function LaterPart<Props extends object>({
  load,
  name,
  props,
  waiting = <Waiting />,
}: {
  load: Load<Props>;
  /** What it is called, where it cannot be had and is not all that one sees. */
  name?: string;
  props: Props;
  /** Stands in its place until it is there. */
  waiting?: ReactNode;
}) {
  const loaded = useLoaded(load);
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const popover = ref.current?.closest<HTMLElement>("[popover]") ?? null;
    if (popover === null || loaded.status === "loading") return;
    keepInside(popover);
    if (document.activeElement === popover) focusFirst(popover);
  }, [loaded.status]);
  return (
    <div ref={ref} className="contents">
      {loaded.status === "ready" && <loaded.Part {...props} />}
      {loaded.status === "loading" && waiting}
      {loaded.status === "failed" && <NotLoaded name={name} retry={loaded.retry} />}
    </div>
  );
}

function Waiting() {
  return (
    <Delayed>
      <SkeletonLines label={t.ui.loading} widths={[40, 62, 45]} />
    </Delayed>
  );
}
