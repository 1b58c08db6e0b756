import { later } from "../../strings/later.ts";
import { Popover } from "../../ui/popover.tsx";
import type { SearchOrder } from "../query/search-address.ts";
import { Choice } from "./choice.tsx";
import { FilterButton } from "./filter-button.tsx";

const orders = ["new", "best"] as const;

/** What of the results comes first. */
export function OrderMenu({ order, onOrder }: { order: SearchOrder; onOrder: (order: SearchOrder) => void }) {
  const { label, by, orders: words } = later.search.order;
  return (
    <Popover
      kind="menu"
      label={label}
      isSheet
      trigger={(props) => <FilterButton {...props} isPlain label={words[order]} says={by(words[order])} />}
    >
      {(close) =>
        orders.map((one) => (
          <Choice
            key={one}
            label={words[one]}
            isChosen={one === order}
            onChoose={() => {
              close();
              onOrder(one);
            }}
          />
        ))
      }
    </Popover>
  );
}
