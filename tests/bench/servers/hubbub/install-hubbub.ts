import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort, type RunningStack, startStack } from "@hubbub/stack";
import { folders } from "../../folders.ts";
import type { Seat } from "../bench-server.ts";
import { ageLog } from "./age-log.ts";
import { makePeople } from "./make-people.ts";
import { makeRooms } from "./make-rooms.ts";
import type { RoomSet } from "./room-set.ts";
import { signIn } from "./sign-in.ts";

/** A data folder with people, their tokens and rooms, on which hubbub can be started again and again. */
export interface Installation {
  /** With further settings of the services. */
  start(serviceEnv?: Readonly<Record<string, string>>): Promise<RunningStack>;
  seat(set: string, room: number, person: number): Seat;
  remove(): void;
}

export async function installHubbub(
  sets: readonly RoomSet[],
  report: (line: string) => void,
  /** Of the later starts. */
  serviceEnv: Readonly<Record<string, string>> = {},
): Promise<Installation> {
  // Not in /tmp: that may be memory, where a commit costs nothing.
  mkdirSync(folders.data, { recursive: true });
  const dataFolder = mkdtempSync(join(folders.data, "hubbub-"));
  const start: Installation["start"] = (further = {}) => startOn(dataFolder, { ...serviceEnv, ...further });
  const remove = () => rmSync(dataFolder, { recursive: true, force: true });
  try {
    const stack = await startOn(dataFolder, {});
    try {
      const people = await makePeople(stack.databaseUrls.users, Math.max(...sets.map(countPeople)));
      report(`${people.length} people sign in`);
      const tokens = await signIn(stack.url, people);
      const rooms = new Map<string, { ids: readonly number[]; perRoom: number }>();
      for (const set of sets) {
        rooms.set(set.name, { ids: await makeRooms(stack.databaseUrls.chat, set, people), perRoom: set.perRoom });
      }
      await ageLog(stack.databaseUrls.chat);
      const seat = (set: string, room: number, person: number): Seat => {
        const { ids, perRoom } = rooms.get(set)!;
        return { room: String(ids[room]), token: tokens[room * perRoom + person]! };
      };
      return { start, seat, remove };
    } finally {
      await stack.stop();
    }
  } catch (error) {
    remove();
    throw error;
  }
}

function countPeople({ rooms, perRoom }: RoomSet): number {
  return rooms * perRoom;
}

async function startOn(dataFolder: string, serviceEnv: Readonly<Record<string, string>>): Promise<RunningStack> {
  return await startStack({
    settings: {
      host: "127.0.0.1",
      port: await freePort(),
      chatInstances: 2,
      dataFolder,
      serviceEnv: { PATH: process.env["PATH"] ?? "", RATE_LIMITS: "off", ACCESS_TOKEN_MINUTES: "720", ...serviceEnv },
    },
    without: ["prometheus"],
  });
}
