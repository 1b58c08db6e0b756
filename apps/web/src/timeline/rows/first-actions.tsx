import { Compass, type LucideIcon, MessageSquare, PenLine, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { navigate } from "../../navigation/navigate.ts";
import { LaterNewDirect } from "../../people/later-new-direct.tsx";
import { LaterNewRoom } from "../../rooms/later-new-room.tsx";
import { later } from "../../strings/later.ts";
import { Button } from "../../ui/button.tsx";

/** What one can do first, in a place where few have written yet. A dialog outlives the list, which goes with a message. */
export function FirstActions({ isShown }: { isShown: boolean }) {
  const [dialog, setDialog] = useState<"room" | "direct">();
  const close = () => setDialog(undefined);
  const words = later.timeline.first;
  return (
    <>
      {isShown && (
        <ul aria-label={words.label} className="mt-6 max-w-2xl divide-y divide-line rounded-xl border border-line">
          <Action icon={PenLine} title={words.hello.title} text={words.hello.says}>
            <Button look="primary" onClick={() => document.getElementById("composer")?.focus()}>
              {words.hello.do}
            </Button>
          </Action>
          <Action icon={Compass} title={words.look.title} text={words.look.says}>
            <Button onClick={() => navigate({ page: "browse" })}>{words.look.do}</Button>
          </Action>
          <Action icon={Plus} title={words.room.title} text={words.room.says}>
            <Button onClick={() => setDialog("room")}>{words.room.do}</Button>
          </Action>
          <Action icon={MessageSquare} title={words.person.title} text={words.person.says}>
            <Button onClick={() => setDialog("direct")}>{words.person.do}</Button>
          </Action>
        </ul>
      )}
      {dialog === "room" && <LaterNewRoom name="" onClose={close} />}
      {dialog === "direct" && <LaterNewDirect onClose={close} />}
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
      <div className="ms-auto">{children}</div>
    </li>
  );
}
