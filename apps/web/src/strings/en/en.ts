import { account } from "./account.ts";
import { app } from "./app.ts";
import { composer } from "./composer.ts";
import { files } from "./files.ts";
import { markup } from "./markup.ts";
import { messages } from "./messages.ts";
import { people } from "./people.ts";
import { pins } from "./pins.ts";
import { room } from "./room.ts";
import { roomHeader } from "./room-header.ts";
import { rooms } from "./rooms.ts";
import { sidebar } from "./sidebar.ts";
import { threads } from "./threads.ts";
import { time } from "./time.ts";
import { timeline } from "./timeline.ts";
import { ui } from "./ui.ts";

/** What the page says: `t`. English is the source: the other languages have its keys, and no others. */
export const en = {
  account,
  app,
  composer,
  files,
  markup,
  messages,
  people,
  pins,
  room,
  roomHeader,
  rooms,
  sidebar,
  threads,
  time,
  timeline,
  ui,
};
