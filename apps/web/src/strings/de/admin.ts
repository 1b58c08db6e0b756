import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const admin: Catalogue["later"]["admin"] = {
  title: "Dieser Server",
  sections: {
    people: "Personen",
    audit: "Protokoll",
  },
  notForYou: {
    pageTitle: "Für Server-Admins",
    title: "Nur Server-Admins sehen diese Seite",
    says: "Dein Konto gehört nicht dazu. Wer diesen Server betreibt, kann dich ernennen.",
  },
  people: {
    find: "Personen finden",
    placeholder: "Benutzername, Anzeigename oder E-Mail",
    list: {
      loading: "Die Konten werden geladen",
      failed: "Die Konten konnten nicht geladen werden.",
    },
    nobodyYet: "Es gibt noch niemanden.",
    nobodyBegins: (query) => `Kein Name und keine E-Mail beginnt mit „${query}“.`,
    admin: "Server-Admin",
    disabled: "Deaktiviert",
    you: "Du",
    signedUp: (email, moment) => `${email} · registriert ${moment}`,
    disable: "Deaktivieren",
    disablePerson: (name) => `${name} deaktivieren`,
    enable: "Aktivieren",
    enablePerson: (name) => `${name} aktivieren`,
    disabling: {
      title: (name) => `${name} deaktivieren?`,
      says: (name) =>
        rich`${name} wird binnen einer Sekunde überall abgemeldet und kann sich nicht mehr anmelden. Das Geschriebene bleibt. Du kannst das Konto wieder aktivieren.`,
    },
    isDisabled: (name) => `${name} ist deaktiviert und abgemeldet.`,
    isEnabled: (name) => `${name} darf sich wieder anmelden.`,
  },
  audit: {
    what: "Was",
    everything: "Alles",
    who: "Wer",
    find: "Finden",
    nobody: (name) => `Niemand hier heißt „${name}“`,
    list: {
      loading: "Das Protokoll wird geladen",
      failed: "Das Protokoll konnte nicht geladen werden.",
      empty: "So etwas wurde nicht getan.",
    },
    side: "Hat es getan, oder war betroffen",
    didIt: "hat es getan",
    wasConcerned: "war betroffen",
    notOnly: (name) => `Nicht nur ${name}`,
    onlyWhat: (name) => `Nur was ${name} getan hat`,
    somebody: "jemand",
    accountNumber: (id) => `Konto ${id}`,
    accountNumberFirst: (id) => `Konto ${id}`,
    server: "Der Server",
    inRoom: (room) => `in ${room}`,
    roomNumber: (id) => `Raum ${id}`,
    hiddenRoom: (id) => `Raum ${id} (privat oder nicht mehr da)`,
    fromAddress: (address) => `von ${address}`,
    actions: {
      account_registered: {
        label: "Konten angelegt",
        did: () => "hat ein Konto angelegt",
      },
      account_disabled: {
        label: "Konten deaktiviert",
        did: (whom) => `hat das Konto von ${whom} deaktiviert`,
      },
      account_enabled: {
        label: "Konten aktiviert",
        did: (whom) => `hat das Konto von ${whom} aktiviert`,
      },
      account_deleted: {
        label: "Konten gelöscht",
        did: () => "hat das eigene Konto gelöscht",
      },
      account_exported: {
        label: "Daten exportiert",
        did: () => "hat die eigenen Daten exportiert",
      },
      admin_appointed: {
        label: "Admins ernannt",
        did: (whom) => `hat ${whom} zum Server-Admin gemacht`,
      },
      admin_withdrawn: {
        label: "Admins abgesetzt",
        did: (whom) => `hat ${whom} als Server-Admin abgesetzt`,
      },
      password_changed: {
        label: "Passwörter geändert",
        did: () => "hat das eigene Passwort geändert",
      },
      email_changed: {
        label: "E-Mails geändert",
        did: () => "hat die eigene E-Mail geändert",
      },
      sessions_ended: {
        label: "Sitzungen beendet",
        did: () => "hat eigene Sitzungen beendet",
      },
      keys_rotated: {
        label: "Signaturschlüssel gewechselt",
        did: () => "hat die Signaturschlüssel gewechselt",
      },
      member_banned: {
        label: "Banne",
        did: (whom) => `hat ${whom} gebannt`,
      },
      member_unbanned: {
        label: "Aufgehobene Banne",
        did: (whom) => `hat den Bann von ${whom} aufgehoben`,
      },
      member_muted: {
        label: "Stummschaltungen",
        did: (whom) => `hat ${whom} stummgeschaltet`,
      },
      member_unmuted: {
        label: "Aufgehobene Stummschaltungen",
        did: (whom) => `hat ${whom} wieder schreiben lassen`,
      },
      member_removed: {
        label: "Personen entfernt",
        did: (whom) => `hat ${whom} entfernt`,
      },
      member_role_changed: {
        label: "Rollen",
        did: (whom) => `hat die Rolle von ${whom} geändert`,
      },
      room_archived: {
        label: "Räume archiviert",
        did: () => "hat einen Raum archiviert",
      },
      retention_changed: {
        label: "Aufbewahrung",
        did: () => "hat geändert, wie lange Nachrichten aufbewahrt werden",
      },
      messages_expired: {
        label: "Nachrichten abgelaufen",
        did: () => "hat Nachrichten gelöscht, die lang genug aufbewahrt waren",
      },
      message_removed: {
        label: "Nachrichten entfernt",
        did: (whom) => `hat eine Nachricht von ${whom} entfernt`,
      },
    },
  },
};
