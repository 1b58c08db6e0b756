import { t } from "../../strings/t.ts";
import type { ReactNode } from "react";
import { LaterPart } from "../../ui/later/later-part.tsx";
import { preload } from "../../ui/later/use-loaded.ts";
import { Popover, type TriggerProps } from "../../ui/popover.tsx";
import type { ActedOn } from "./acted-on.ts";
import type { Standing } from "./standing.ts";

/** What one can do about a person: a menu at their name, on a phone a sheet. */
export function PersonMenu({
  id,
  person,
  standing,
  trigger,
  first,
  onToggle,
}: {
  /** For a second trigger. */
  id?: string;
  person: ActedOn;
  /** Where it is known already; else it is asked for when the menu opens. */
  standing?: Standing | undefined;
  trigger: (props: TriggerProps) => ReactNode;
  /** Stands before that. */
  first?: (close: () => void) => ReactNode;
  onToggle?: (isOpen: boolean) => void;
}) {
  return (
    <Popover
      {...(id === undefined ? {} : { id })}
      {...(onToggle === undefined ? {} : { onToggle })}
      label={person.name}
      kind="menu"
      isSheet
      onNear={() => preload(loadItems)}
      trigger={trigger}
    >
      {(close) => (
        <LaterPart
          load={loadItems}
          name={t.ui.moreAbout(person.name)}
          props={{ person, standing, first: first?.(close), close }}
        />
      )}
    </Popover>
  );
}

const loadItems = async () => (await import("./person-items.tsx")).PersonItems;
