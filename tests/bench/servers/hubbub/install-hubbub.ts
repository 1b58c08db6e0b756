import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort, type RunningStack, type StackOptions, type startStack } from "@hubbub/stack";
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

export interface InstallOptions {
  readonly sets: readonly RoomSet[];
  readonly report: (line: string) => void;
  /** Today's, or an earlier commit's. */
  readonly startStack: typeof startStack;
  /** Of the later starts. */
  readonly serviceEnv?: Readonly<Record<string, string>> | undefined;
}

export async function installHubbub(options: InstallOptions): Promise<Installation> {
  const { sets, report, serviceEnv } = options;
  // Not in /tmp: that may be memory, where a commit costs nothing.
  mkdirSync(folders.data, { recursive: true });
  const dataFolder = mkdtempSync(join(folders.data, "hubbub-"));
  const startOn = async (env: Readonly<Record<string, string>>) =>
    await options.startStack(await stackOptions(dataFolder, env));
  const start: Installation["start"] = (further = {}) => startOn({ ...serviceEnv, ...further });
  const remove = () => rmSync(dataFolder, { recursive: true, force: true });
  try {
    const stack = await startOn({});
    try {
      const people = await makePeople(stack.databaseUrls.users, Math.max(...sets.map(countPeople)));
      report(`${people.length} people sign in and join their rooms`);
      const tokens = await signIn(stack.url, people);
      const rooms = new Map<string, { ids: readonly string[]; perRoom: number }>();
      for (const set of sets) {
        rooms.set(set.name, { ids: await makeRooms(stack.url, set, tokens), perRoom: set.perRoom });
      }
      await ageLog(stack.databaseUrls.chat);
      const seat = (set: string, room: number, person: number): Seat => {
        const { ids, perRoom } = rooms.get(set)!;
        return { room: ids[room]!, token: tokens[room * perRoom + person]! };
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

async function stackOptions(dataFolder: string, serviceEnv: Readonly<Record<string, string>>): Promise<StackOptions> {
  return {
    settings: {
      host: "127.0.0.1",
      port: await freePort(),
      chatInstances: 2,
      dataFolder,
      serviceEnv: { PATH: process.env["PATH"] ?? "", RATE_LIMITS: "off", ACCESS_TOKEN_MINUTES: "720", ...serviceEnv },
    },
    without: ["prometheus"],
  };
}
