import type { ReactNode } from "react";
import { Avatar } from "../ui/avatar.tsx";
import { clockTime } from "./clock-time.ts";
import { fullTime } from "./full-time.ts";

/** The shape of a message: face and name above the first of a group, the time in the margin of the others. */
export function MessageFrame({
  userId,
  username,
  time,
  isHead,
  children,
}: {
  userId: number;
  username: string;
  time: string;
  isHead: boolean;
  children: ReactNode;
}) {
  return (
    <div className={`flex gap-3 ${isHead ? "pt-2.5" : "pt-0.5"} pb-0.5`}>
      <div className="w-9 shrink-0">
        {isHead ? (
          <Avatar userId={userId} name={username} size={36} />
        ) : (
          <span className="block pt-0.75 text-right text-tiny whitespace-nowrap text-soft opacity-0 group-hover:opacity-100 group-focus:opacity-100">
            <time dateTime={time} title={fullTime(time)}>
              {shortTime(time)}
            </time>
          </span>
        )}
      </div>
      <div className="@container min-w-0 flex-1">
        {isHead && (
          <p className="flex items-baseline gap-2">
            <span className="truncate font-name">{username}</span>
            <time dateTime={time} title={fullTime(time)} className="shrink-0 text-small text-soft">
              {clockTime(time)}
            </time>
          </p>
        )}
        {children}
      </div>
    </div>
  );
}

const withoutSeconds = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

/** The time of day without "AM" or "PM": for the narrow margin, where the head of the group says which. */
function shortTime(time: string): string {
  const parts = withoutSeconds.formatToParts(new Date(time)).filter((part) => part.type !== "dayPeriod");
  return parts
    .map((part) => part.value)
    .join("")
    .trim();
}
