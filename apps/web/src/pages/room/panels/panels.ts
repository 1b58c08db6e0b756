import type { RoomSnapshot } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { loadFilesPanel } from "../../../files/load-files-panel.ts";
import type { PanelName } from "../../../navigation/route.ts";
import { loadPinsPanel } from "../../../pins/load-pins-panel.ts";
import { loadPeoplePanel } from "../../../people/panel/load-people-panel.ts";
import { hasPeoplePane } from "../../../rooms/has-people-pane.ts";
import { loadSearchPanel } from "../../../search/load-search-panel.ts";
import { t } from "../../../strings/t.ts";
import { loadThreadActions, loadThreadPanel } from "../../../threads/load-thread-panel.ts";
import type { Load } from "../../../ui/later/use-loaded.ts";

export interface PanelProps {
  readonly room: Room;
  readonly state: RoomSnapshot;
  /** Whether one may write in the room. */
  readonly mayWrite: boolean;
  /** What the address says that it is about. */
  readonly about: number | undefined;
  /** The message that the address names. */
  readonly seq: number | undefined;
  /** What is looked for, as the address has it. */
  readonly query: string | undefined;
  /** Shows a message in the conversation. */
  readonly onJump: (seq: number) => void;
}

interface PanelEntry {
  readonly title: () => string;
  /** Where it is all that is shown; without it the room stands under the title. */
  readonly titleIn?: (room: string) => string;
  /** As a class. */
  readonly width: string;
  /** Which rooms have it; in others its address shows the room. */
  readonly isFor: (room: Room) => boolean;
  /** What it holds, from where it is opened. */
  readonly load: Load<PanelProps>;
  /** What stands beside its title. */
  readonly loadActions?: Load<PanelProps>;
}

/** What can stand beside a conversation, one at a time. */
export const panels: Readonly<Record<PanelName, PanelEntry>> = {
  files: {
    title: () => t.files.title,
    titleIn: (room) => t.files.titleOf(room),
    width: "w-100",
    isFor: () => true,
    load: loadFilesPanel,
  },
  people: {
    title: () => t.people.panel.title,
    titleIn: (room) => t.people.panel.titleOf(room),
    width: "w-62",
    isFor: hasPeoplePane,
    load: loadPeoplePanel,
  },
  pins: {
    title: () => t.pins.title,
    titleIn: (room) => t.pins.titleOf(room),
    width: "w-100",
    isFor: () => true,
    load: loadPinsPanel,
  },
  search: {
    title: () => t.roomHeader.search,
    // It looks through all rooms.
    titleIn: () => t.roomHeader.search,
    width: "w-100",
    isFor: () => true,
    load: loadSearchPanel,
  },
  thread: {
    title: () => t.threads.thread,
    width: "w-100",
    isFor: () => true,
    load: loadThreadPanel,
    loadActions: loadThreadActions,
  },
};
