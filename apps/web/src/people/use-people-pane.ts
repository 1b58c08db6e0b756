import { useState } from "react";
import { navigate } from "../navigation/navigate.ts";
import { localSetting } from "../storage/local-setting.ts";
import { phoneWidth, wideWidth } from "../ui/media.ts";
import { useMedia } from "../ui/use-media.ts";

export interface PeoplePane {
  readonly isShown: boolean;
  readonly toggle: () => void;
}

const setting = localSetting("people");

/** Whether the people are shown: on a phone that is an address, elsewhere a choice that is kept. */
export function usePeoplePane(roomId: number, isAddressed: boolean): PeoplePane {
  const isPhone = useMedia(phoneWidth);
  const isWide = useMedia(wideWidth);
  const [chosen, setChosen] = useState(() => setting.read());
  const isOpen = isAddressed || (chosen === undefined ? isWide : chosen === "open");

  const toggle = () => {
    if (isPhone) return navigate({ page: "people", roomId });
    const choice = isOpen ? "closed" : "open";
    setting.write(choice);
    setChosen(choice);
    navigate({ page: "room", roomId }, "replace");
  };
  return { isShown: isPhone ? isAddressed : isOpen, toggle };
}
