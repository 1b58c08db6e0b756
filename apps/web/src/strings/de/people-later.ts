import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { number } from "./words.ts";

export const peopleLater: Catalogue["later"]["people"] = {
  actions: {
    message: "Nachricht schreiben",
    mention: "Erwähnen",
    mute: "Stummschalten…",
    unmute: "Wieder schreiben lassen",
    remove: "Aus dem Raum entfernen…",
    ban: "Bannen…",
    unban: "Bann aufheben",
    owner: "Zum Besitzer machen",
    admin: "Zum Admin machen",
    member: "Zum Mitglied machen",
    block: "Blockieren…",
    unblock: "Nicht mehr blockieren",
  },
  loadingActions: "Es wird geladen, was du tun kannst",
  howLong: {
    label: "Wie lange",
    hour: "1 Stunde",
    day: "1 Tag",
    week: "1 Woche",
    good: "Für immer",
  },
  ban: {
    title: (name) => `${name} bannen?`,
    confirm: "Bannen",
    says: (name, room) =>
      rich`${name} wird aus ${room} entfernt, kann dort nicht mehr lesen und vorher weder zurückkommen noch hinzugefügt werden. Alle darin sehen, dass du es warst.`,
    reason: "Grund",
    reasonHint: "Für Besitzer und Admins des Raums. Kann leer bleiben.",
  },
  mute: {
    title: (name) => `${name} stummschalten?`,
    confirm: "Stummschalten",
    says: (name, room) =>
      rich`${name} kann in ${room} dann lesen, aber nicht schreiben. Alle darin sehen, dass du es warst.`,
  },
  block: {
    title: (name) => `${name} blockieren?`,
    confirm: "Blockieren",
    noDirects: "Ihr könnt euch gegenseitig keine Direktnachrichten mehr senden.",
    noRooms: (name) => rich`${name} kann dich nicht zu Räumen hinzufügen, und von Erwähnungen erfährst du nichts.`,
    stillSeen: "In gemeinsamen Räumen seht ihr weiterhin, was der andere schreibt.",
    notTold: "Die Person erfährt davon nichts. Du kannst es jederzeit wieder aufheben.",
  },
  giveUpOwner: {
    title: "Den Besitz abgeben?",
    says: (room) =>
      `Du kannst in ${room} dann keine Rollen mehr vergeben. Nur ein anderer Besitzer kann dich wieder dazu machen.`,
    keep: "Besitzer bleiben",
    becomeAdmin: "Admin werden",
    becomeMember: "Mitglied werden",
  },
  remove: {
    title: (name) => `${name} entfernen?`,
    public: (name, room) =>
      rich`${name} kann in ${room} nicht mehr schreiben, und alle darin sehen, dass du es warst. Der Raum ist öffentlich: man kann selbst wieder beitreten.`,
    private: (name, room) =>
      rich`${name} kann in ${room} nicht mehr lesen und schreiben, und alle darin sehen, dass du es warst. Wer zurück soll, muss von einem Besitzer oder Admin hinzugefügt werden.`,
    keep: "Nicht entfernen",
    confirm: "Entfernen",
  },
  makeOwner: {
    title: (name) => `${name} zum Besitzer machen?`,
    says: (name, room) =>
      rich`${name} kann in ${room} dann alles, was du kannst: ihn ändern oder archivieren, Rollen geben und nehmen und Personen entfernen, auch dich.`,
    confirm: "Zum Besitzer machen",
  },
  done: {
    owner: (name) => `${name} gehört der Raum jetzt auch.`,
    admin: (name) => `${name} ist jetzt Admin.`,
    member: (name) => `${name} ist jetzt Mitglied.`,
    muted: {
      hour: (name) => `${name} ist für eine Stunde stummgeschaltet.`,
      day: (name) => `${name} ist für einen Tag stummgeschaltet.`,
      week: (name) => `${name} ist für eine Woche stummgeschaltet.`,
      good: (name) => `${name} ist für immer stummgeschaltet.`,
    },
    unmuted: (name) => `${name} darf wieder schreiben.`,
    removed: (name, room) => `${name} ist nicht mehr in ${room}.`,
    banned: {
      hour: (name) => `${name} ist für eine Stunde gebannt.`,
      day: (name) => `${name} ist für einen Tag gebannt.`,
      week: (name) => `${name} ist für eine Woche gebannt.`,
      good: (name) => `${name} ist für immer gebannt.`,
    },
    unbanned: (name) => `${name} darf zurückkommen.`,
    blocked: (name) => `Du hast ${name} blockiert.`,
    unblocked: (name) => `${name} ist nicht mehr blockiert.`,
  },
  picker: {
    to: "An",
    notes: "du: Notizen für dich",
    failed: "Die Suche hat nicht geklappt. Versuch es noch einmal.",
    nobody: (query) => `Niemand hier heißt „${query}“`,
  },
  panel: {
    banned: (count) => `Gebannt, ${number(count)}`,
    bannedAndMore: (count) => `Gebannt, ${number(count)} und mehr`,
    bansFailed: "Wer gebannt ist, konnte nicht geladen werden.",
    liftBan: "Bann aufheben",
    liftBanOf: (name) => `Bann von ${name} aufheben`,
  },
};
