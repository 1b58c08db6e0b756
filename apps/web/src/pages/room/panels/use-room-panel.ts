import type { Room } from "@hubbub/ws-protocol";
import { useLayoutEffect, useState } from "react";
import { composerId } from "../../../composer/composer-id.ts";
import { dropPanel, showPanel } from "../../../navigation/navigate.ts";
import type { PanelName, RoomRoute } from "../../../navigation/route.ts";
import { usePanelClosed } from "../../../navigation/use-route.ts";
import { localSetting } from "../../../storage/local-setting.ts";
import { preload } from "../../../ui/later/use-loaded.ts";
import { phoneWidth, wideWidth } from "../../../ui/media.ts";
import { useMedia } from "../../../ui/use-media.ts";
import { panels } from "./panels.ts";

export interface RoomPanel {
  readonly shown: PanelName | undefined;
  /** It is not known yet whether the room has it. */
  readonly coming: PanelName | undefined;
  readonly toggle: (name: PanelName) => void;
  /** The thread of a message; where it is open already, to where one writes in it. */
  readonly openThread: (rootSeq: number) => void;
  readonly close: () => void;
  /** It may be opened soon. */
  readonly near: (name: PanelName) => void;
}

/** Whether the people stand beside the rooms that one comes to. */
const people = localSetting("people");

/**
 * The panel that the address names. Where it names none the people stand there if they were left open, but not on a phone, where they
 * would cover the conversation.
 */
export function useRoomPanel(route: RoomRoute, room: Room | undefined): RoomPanel {
  const isPhone = useMedia(phoneWidth);
  const isWide = useMedia(wideWidth);
  const beside = useBeside(route.panel, isPhone);
  const isClosed = usePanelClosed();
  const isKept =
    route.panel === undefined && !isPhone && !isClosed && (people.read() ?? (isWide ? "open" : "closed")) === "open";
  const wanted = isKept ? "people" : route.panel;
  const isCovered = isPhone && wanted !== undefined && wanted === beside;
  const isIts = wanted !== undefined && room !== undefined && panels[wanted].isFor(room);
  useLayoutEffect(() => {
    if (isCovered) dropPanel();
  }, [isCovered]);

  const shown = isIts && !isCovered ? wanted : undefined;
  const show = (name: PanelName | undefined, about?: number) => {
    if (!isPhone && (name ?? shown) === "people") people.write(name === undefined ? "closed" : "open");
    showPanel(name, { about, isInPlaceOf: isKept && name !== undefined && name !== "people" });
  };
  return {
    shown,
    coming: room === undefined && !isPhone ? wanted : undefined,
    toggle: (name) => show(name === shown ? undefined : name),
    openThread: (rootSeq) => {
      const isOpen = shown === "thread" && route.about === rootSeq;
      if (isOpen) document.getElementById(composerId({ threadSeq: rootSeq }))?.focus();
      else show("thread", rootSeq);
    },
    close: () => show(undefined),
    near,
  };
}

const near = (name: PanelName) => preload(panels[name].load);

/** The panel that stood beside the conversation in a wider window: where it is as narrow as a phone it shall not cover it. */
function useBeside(panel: PanelName | undefined, isPhone: boolean): PanelName | undefined {
  const [beside, setBeside] = useState(isPhone ? undefined : panel);
  if ((!isPhone || panel === undefined) && beside !== panel) setBeside(panel);
  return beside;
}
