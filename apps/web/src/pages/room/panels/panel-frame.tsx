import { ChevronLeft, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { PanelName } from "../../../navigation/route.ts";
import { RoomName } from "../../../rooms/room-name.tsx";
import { t } from "../../../strings/t.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { isComposing } from "../../../ui/is-composing.ts";
import { LaterPart } from "../../../ui/later/later-part.tsx";
import { phoneWidth } from "../../../ui/media.ts";
import { useMedia } from "../../../ui/use-media.ts";
import { Delayed } from "../../../ui/waiting/delayed.tsx";
import { SkeletonLines } from "../../../ui/waiting/skeleton-lines.tsx";
import { type PanelProps, panels } from "./panels.ts";

const place =
  "relative flex shrink-0 flex-col border-s border-line bg-surface [--gutter:1rem] narrow:absolute narrow:inset-y-0 narrow:end-0 narrow:z-20 narrow:shadow-lift phone:w-full phone:border-s-0";

/** A panel with its title and the way to close it. What it holds comes a moment later the first time. */
export function PanelFrame({
  name,
  title: roomTitle,
  onClose,
  props,
}: {
  name: PanelName;
  /** What the room is called. */
  title: string;
  onClose: () => void;
  props: PanelProps;
}) {
  const isPhone = useMedia(phoneWidth);
  const { title, titleIn, width, load, loadActions } = panels[name];
  const [Pane, Title] = isPhone ? (["main", "h1"] as const) : (["aside", "h2"] as const);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event)) return;
    if (event.key !== "Escape" || event.shiftKey) return;
    if ((event.target as HTMLElement).closest("dialog, [popover]") === null) onClose();
  };
  return (
    <Pane tabIndex={-1} aria-label={title()} data-panel={name} onKeyDown={onKeyDown} className={`${place} ${width}`}>
      <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line ps-4 pe-3 phone:px-1">
        {isPhone && <IconButton icon={ChevronLeft} label={t.room.panel.back} onClick={onClose} />}
        <div className="min-w-0 flex-1">
          <Title className="truncate text-base">
            {isPhone && titleIn !== undefined ? titleIn(roomTitle) : title()}
          </Title>
          {titleIn === undefined && (
            <p className="-mt-0.5 truncate text-small text-soft">
              <RoomName room={props.room} />
            </p>
          )}
        </div>
        {loadActions !== undefined && <LaterPart load={loadActions} props={props} waiting={null} />}
        {!isPhone && <IconButton icon={X} label={t.room.panel.close} onClick={onClose} />}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <LaterPart load={load} name={title()} props={props} waiting={<Waiting />} />
      </div>
    </Pane>
  );
}

/** Where a panel is about to stand. */
export function PanelPlace({ name }: { name: PanelName }) {
  return <div className={`${place} ${panels[name].width}`} />;
}

function Waiting() {
  return (
    <Delayed>
      <SkeletonLines label={t.ui.loading} widths={[55, 42, 60]} />
    </Delayed>
  );
}
