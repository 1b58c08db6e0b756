import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const signIn: Catalogue["later"]["signIn"] = {
  title: "Anmelden",
  newHere: (link) => rich`Neu hier? ${link("Konto anlegen")}`,
  emailOrUsername: "E-Mail oder Benutzername",
  sessionEnded: "Deine Sitzung ist beendet; melde dich wieder an",
  endedBecause: (why) => `${why}.`,
  endedAndKept: (why) => `${why}. Was du nicht gesendet hattest, bleibt erhalten.`,
  signUp: {
    title: "Leg dein Konto an",
    haveOne: (link) => rich`Du hast schon eins? ${link("Anmelden")}`,
    usernameHint: "So sehen dich andere. Du kannst ihn später nicht ändern.",
    create: "Konto anlegen",
  },
};
