import type { SearchFilterKey } from "@hubbub/text";
import type { Room } from "@hubbub/ws-protocol";
import { useMe } from "../../client/use-me.ts";
import { later } from "../../strings/later.ts";
import { Popover } from "../../ui/popover.tsx";
import type { SearchOrder } from "../query/search-address.ts";
import { toRoomFilter } from "../query/to-room-filter.ts";
import { DayPick } from "./day-pick.tsx";
import { FilterButton } from "./filter-button.tsx";
import { OrderMenu } from "./order-menu.tsx";
import { type Near, PersonPick } from "./person-pick.tsx";
import { RoomPick } from "./room-pick.tsx";
import { ValueMenu } from "./value-menu.tsx";

/** Those that are wanted most first. */
const keys = ["from", "in", "has", "is", "before", "after"] as const satisfies readonly SearchFilterKey[];

/** The filters that are not used yet, to click, and what comes first of what is found. */
export function FilterRow({
  room,
  near,
  used,
  order,
  onFilter,
  onOrder,
}: {
  room: Room;
  near: Near;
  used: readonly SearchFilterKey[];
  order: SearchOrder;
  onFilter: (key: SearchFilterKey, value: string) => void;
  onOrder: (order: SearchOrder) => void;
}) {
  const me = useMe();
  const words = later.search.add;
  return (
    <div className="flex flex-wrap items-center gap-1.5 phone:-mx-4 phone:flex-nowrap phone:overflow-x-auto phone:px-4 phone:[scrollbar-width:none]">
      <div role="group" aria-label={words.label} className="contents">
        {!used.includes("in") && (
          <button
            type="button"
            onClick={() => onFilter("in", toRoomFilter(room, me.id))}
            className="h-7 shrink-0 rounded-lg border border-line px-2.5 text-small text-soft hover:bg-hover hover:text-ink touch:h-11"
          >
            {words.here}
          </button>
        )}
        {keys
          .filter((key) => !used.includes(key))
          .map((key) => (
            <Popover
              key={key}
              kind={key === "has" || key === "is" ? "menu" : "dialog"}
              label={words[key]}
              isSheet
              trigger={(props) => <FilterButton {...props} label={words[key]} />}
            >
              {(close) => (
                <Values
                  of={key}
                  near={near}
                  onPick={(value) => {
                    close();
                    onFilter(key, value);
                  }}
                />
              )}
            </Popover>
          ))}
      </div>
      <span className="ms-auto">
        <OrderMenu order={order} onOrder={onOrder} />
      </span>
    </div>
  );
}

function Values({ of, near, onPick }: { of: SearchFilterKey; near: Near; onPick: (value: string) => void }) {
  switch (of) {
    case "from":
      return <PersonPick near={near} onPick={onPick} />;
    case "in":
      return <RoomPick onPick={onPick} />;
    case "before":
    case "after":
      return <DayPick of={of} onPick={onPick} />;
    case "has":
    case "is":
      return <ValueMenu of={of} onPick={onPick} />;
  }
}
