import { t } from "../../strings/t.ts";
import { NotLoaded } from "../../ui/later/not-loaded.tsx";
import { useLoaded } from "../../ui/later/use-loaded.ts";
import { phoneWidth } from "../../ui/media.ts";
import { useMedia } from "../../ui/use-media.ts";
import { Delayed } from "../../ui/waiting/delayed.tsx";
import { SkeletonLines } from "../../ui/waiting/skeleton-lines.tsx";
import { paneLook } from "./pane-look.ts";
import type { PeoplePanelProps } from "./people-panel.tsx";

/** `PeoplePanel`, loaded when it is shown; its place is there at once. */
export function LaterPeoplePanel(props: PeoplePanelProps) {
  const isPhone = useMedia(phoneWidth);
  const loaded = useLoaded(loadPeoplePanel);
  if (loaded.status === "ready") return <loaded.Part {...props} />;
  const Pane = isPhone ? "main" : "aside";
  return (
    <Pane tabIndex={-1} aria-label={t.people.panel.title} className={paneLook}>
      {loaded.status === "failed" ? (
        <NotLoaded retry={loaded.retry} />
      ) : (
        <Delayed>
          <SkeletonLines label={t.ui.loading} widths={[55, 42, 60]} />
        </Delayed>
      )}
    </Pane>
  );
}

export const loadPeoplePanel = async () => (await import("./people-panel.tsx")).PeoplePanel;
