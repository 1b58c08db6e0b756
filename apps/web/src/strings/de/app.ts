import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const app: Catalogue["now"]["app"] = {
  loadingPage: "Die Seite wird geladen",
  yourRooms: "Deine Räume",
  serverUnreachable: "Der Server ist nicht zu erreichen",
  serverBusy: "Der Server ist ausgelastet",
  triesAgainIn: (time) => rich`hubbub versucht es in ${time} noch einmal.`,
  stillSignedIn: "Du bist weiterhin angemeldet.",
};
