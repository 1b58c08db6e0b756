import { type ReactNode, useId } from "react";
import { PersonFace } from "../names/person-face.tsx";
import { PersonMenu } from "../people/actions/person-menu.tsx";
import { dateFormat } from "../strings/formats.ts";
import { clockTime } from "./clock-time.ts";
import { fullTime } from "./full-time.ts";

/** The shape of a message: face and name above the first of a group, the time in the margin of the others. */
export function MessageFrame({
  userId,
  username,
  name,
  time,
  day,
  isHead,
  menu,
  children,
}: {
  userId: number;
  username: string;
  /** What they are called now. */
  name: string;
  time: string;
  /** Said with the time of a head. */
  day?: string | undefined;
  isHead: boolean;
  /** Whether name and face lead to what one can do about the author, and whether the Tab key goes there. */
  menu?: "in-tab-order" | "by-pointer" | undefined;
  children: ReactNode;
}) {
  const menuId = useId();
  const handle = name === username ? undefined : `@${username}`;
  const face = <PersonFace userId={userId} said={name} size={36} />;
  return (
    <div className={`flex gap-3 ${isHead ? "pt-2.5" : "pt-0.5"} pb-0.5`}>
      <div className="w-9 shrink-0">
        {isHead && menu === undefined && face}
        {isHead && menu !== undefined && (
          // For the pointer: the name beside it is the same for everybody.
          <button type="button" tabIndex={-1} aria-hidden popoverTarget={menuId} className="block rounded-avatar">
            {face}
          </button>
        )}
        {!isHead && (
          <span className="block pt-0.75 text-end text-tiny whitespace-nowrap text-soft opacity-0 group-hover:opacity-100 group-focus:opacity-100">
            <time dateTime={time} title={fullTime(time)}>
              {shortTime(time)}
            </time>
          </span>
        )}
      </div>
      <div className="@container min-w-0 flex-1">
        {isHead && (
          <p className="flex items-baseline gap-2">
            {menu === undefined ? (
              <bdi className="truncate font-name" title={handle}>
                {name}
              </bdi>
            ) : (
              <PersonMenu
                id={menuId}
                person={{ userId, username, name }}
                trigger={(props) => (
                  <button
                    {...props}
                    type="button"
                    title={handle}
                    tabIndex={menu === "in-tab-order" ? 0 : -1}
                    className="truncate rounded font-name hover:underline"
                  >
                    <bdi>{name}</bdi>
                  </button>
                )}
              />
            )}
            <time dateTime={time} title={fullTime(time)} className="shrink-0 text-small text-soft">
              {clockTime(time, day)}
            </time>
          </p>
        )}
        {children}
      </div>
    </div>
  );
}

const withoutSeconds = dateFormat({ hour: "numeric", minute: "2-digit" });

/** The time of day without "AM" or "PM": for the narrow margin, where the head of the group says which. */
function shortTime(time: string): string {
  const parts = withoutSeconds()
    .formatToParts(new Date(time))
    .filter((part) => part.type !== "dayPeriod");
  return parts
    .map((part) => part.value)
    .join("")
    .trim();
}
