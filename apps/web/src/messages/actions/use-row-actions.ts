import type { KeyboardEvent, MouseEvent } from "react";
import { isComposing } from "../../ui/is-composing.ts";
import { isLeftToBrowser, useLongPress } from "../../ui/use-long-press.ts";
import type { ActedOn } from "./acted-on.ts";
import { actionOfKey, reactKey } from "./message-actions.ts";
import { useMessageActions } from "./message-actions-context.ts";

/** How one gets at a message's actions on its row: by the right button, a long press, and the keys while it has the focus. */
export function useRowActions(on: ActedOn) {
  const { act, open } = useMessageActions();
  const longPress = useLongPress((row) => open({ kind: "menu" }, on, row.getBoundingClientRect()));
  return {
    ...longPress,
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      if (event.shiftKey || isLeftToBrowser(event.target) || hasSelection()) return;
      event.preventDefault();
      const { clientX, clientY } = event;
      open({ kind: "menu" }, on, { top: clientY, bottom: clientY, left: clientX, right: clientX });
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (isComposing(event) || event.target !== event.currentTarget) return;
      const place = () => event.currentTarget.getBoundingClientRect();
      if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey) || event.key === "Enter") {
        open({ kind: "menu" }, on, place());
      } else if (event.ctrlKey || event.metaKey || event.altKey) return;
      else if (event.key === reactKey && on.mayReact) open({ kind: "picker" }, on, place());
      else {
        const action = actionOfKey(event.key, on);
        if (action === undefined) return;
        act(action, on);
      }
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

/** Who has marked text wants to copy it. */
function hasSelection(): boolean {
  return getSelection()?.isCollapsed === false;
}
