import type { Catalogue } from "../catalogue.ts";
export const roomLater: Catalogue["later"]["room"] = {
  bannedSays:
    "Du kannst ihn weder lesen noch zurückkommen, bis das vorbei ist oder Besitzer oder Admins den Bann aufheben.",
  joinAgain: "Wieder beitreten",
  removedFromPublic: "Er ist öffentlich: Du kannst zurückkommen.",
  removedFromPrivate: "Besitzer und Admins können dich wieder hinzufügen.",
  unknownSays: "Vielleicht ist die Adresse vertippt, oder er ist privat und du bist nicht darin.",
};
