import { Compass, type LucideIcon, MessageSquare, PenLine, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { navigate } from "../../navigation/navigate.ts";
import { NewDirectDialog } from "../../people/new-direct-dialog.tsx";
import { NewRoomDialog } from "../../rooms/new-room-dialog.tsx";
import { Button } from "../../ui/button.tsx";

/** What one can do first, in a place where few have written yet. A dialog outlives the list, which goes with a message. */
export function FirstActions({ isShown }: { isShown: boolean }) {
  const [dialog, setDialog] = useState<"room" | "direct">();
  const close = () => setDialog(undefined);
  return (
    <>
      {isShown && (
        <ul aria-label="What to do first" className="mt-6 max-w-2xl divide-y divide-line rounded-xl border border-line">
          <Action icon={PenLine} title="Say hello" text="Whoever comes later can read it, too.">
            <Button look="primary" onClick={() => document.getElementById("composer")?.focus()}>
              Write now
            </Button>
          </Action>
          <Action icon={Compass} title="Look around" text="Join the rooms whose topics concern you.">
            <Button onClick={() => navigate({ page: "browse" })}>See all rooms</Button>
          </Action>
          <Action icon={Plus} title="Start a room" text="For a team, a topic, or a project.">
            <Button onClick={() => setDialog("room")}>Create a room</Button>
          </Action>
          <Action icon={MessageSquare} title="Write to someone" text="Only the two of you can read it.">
            <Button onClick={() => setDialog("direct")}>Choose a person</Button>
          </Action>
        </ul>
      )}
      {dialog === "room" && <NewRoomDialog name="" onClose={close} />}
      {dialog === "direct" && <NewDirectDialog onClose={close} />}
    </>
  );
}

function Action({
  icon: Icon,
  title,
  text,
  children,
}: {
  icon: LucideIcon;
  title: string;
  text: string;
  children: ReactNode;
}) {
  return (
    <li className="flex min-h-18 flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3 phone:px-3.5">
      <Icon size={18} aria-hidden className="shrink-0 text-soft" />
      <div className="min-w-36 flex-1">
        <p className="font-name">{title}</p>
        <p className="text-mid text-soft">{text}</p>
      </div>
      <div className="ml-auto">{children}</div>
    </li>
  );
}
