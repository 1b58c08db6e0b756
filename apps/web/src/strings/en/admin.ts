import type { ReactNode } from "react";
import { rich } from "../rich.ts";

export const admin = {
  title: "This server",
  sections: {
    people: "People",
    audit: "Audit log",
  },
  notForYou: {
    pageTitle: "For server admins",
    title: "Only server admins see this page",
    says: "You are signed in with an account that is none. Whoever runs this server can appoint you.",
  },
  people: {
    find: "Find people",
    placeholder: "Username, display name or email",
    list: {
      loading: "Loading: The accounts",
      failed: "The accounts could not be loaded.",
    },
    nobodyYet: "There is nobody yet.",
    nobodyBegins: (query: string) => `Nobody's name or email begins with “${query}”.`,
    admin: "Server admin",
    disabled: "Disabled",
    you: "You",
    signedUp: (email: string, moment: string) => `${email} · signed up ${moment}`,
    disable: "Disable",
    disablePerson: (name: string) => `Disable ${name}`,
    enable: "Enable",
    enablePerson: (name: string) => `Enable ${name}`,
    disabling: {
      title: (name: string) => `Disable ${name}?`,
      says: (name: ReactNode) =>
        rich`${name} is signed out everywhere within a second and cannot sign in. What they wrote stays. You can enable the account again.`,
    },
    isDisabled: (name: string) => `${name} is disabled and signed out.`,
    isEnabled: (name: string) => `${name} may sign in again.`,
  },
  audit: {
    what: "What",
    everything: "Everything",
    who: "Who",
    find: "Find",
    nobody: (name: string) => `Nobody here is called “${name}”`,
    list: {
      loading: "Loading: The audit log",
      failed: "The audit log could not be loaded.",
      empty: "Nothing of that kind was done.",
    },
    side: "Did it, or had it done to them",
    didIt: "did it",
    wasConcerned: "was concerned",
    notOnly: (name: string) => `Not only ${name}`,
    onlyWhat: (name: string) => `Only what ${name} did`,
    somebody: "somebody",
    accountNumber: (id: number) => `account ${id}`,
    accountNumberFirst: (id: number) => `Account ${id}`,
    server: "The server",
    inRoom: (room: string) => `in ${room}`,
    roomNumber: (id: number) => `room ${id}`,
    hiddenRoom: (id: number) => `room ${id} (private or gone)`,
    fromAddress: (address: string) => `from ${address}`,
    actions: {
      account_registered: {
        /** What is done, by the name that the server has for it, after who did it; `whom`: to whom. */
        label: "Accounts made",
        did: () => "made an account",
      },
      account_disabled: {
        label: "Accounts disabled",
        did: (whom: string) => `disabled the account of ${whom}`,
      },
      account_enabled: {
        label: "Accounts enabled",
        did: (whom: string) => `enabled the account of ${whom}`,
      },
      account_deleted: {
        label: "Accounts deleted",
        did: () => "deleted their account",
      },
      account_exported: {
        label: "Data exported",
        did: () => "exported their data",
      },
      admin_appointed: {
        label: "Admins appointed",
        did: (whom: string) => `made ${whom} a server admin`,
      },
      admin_withdrawn: {
        label: "Admins withdrawn",
        did: (whom: string) => `made ${whom} no server admin any more`,
      },
      password_changed: {
        label: "Passwords changed",
        did: () => "changed their password",
      },
      email_changed: {
        label: "Emails changed",
        did: () => "changed their email",
      },
      sessions_ended: {
        label: "Sessions ended",
        did: () => "ended sessions of their own",
      },
      keys_rotated: {
        label: "Signing keys rotated",
        did: () => "rotated the signing keys",
      },
      member_banned: {
        label: "Bans",
        did: (whom: string) => `banned ${whom}`,
      },
      member_unbanned: {
        label: "Bans lifted",
        did: (whom: string) => `lifted the ban of ${whom}`,
      },
      member_muted: {
        label: "Mutes",
        did: (whom: string) => `muted ${whom}`,
      },
      member_unmuted: {
        label: "Mutes lifted",
        did: (whom: string) => `lifted the mute of ${whom}`,
      },
      member_removed: {
        label: "People removed",
        did: (whom: string) => `removed ${whom}`,
      },
      member_role_changed: {
        label: "Roles",
        did: (whom: string) => `changed the role of ${whom}`,
      },
      room_archived: {
        label: "Rooms archived",
        did: () => "archived a room",
      },
      retention_changed: {
        label: "Retention",
        did: () => "changed how long messages are kept",
      },
      messages_expired: {
        label: "Messages expired",
        did: () => "deleted messages that were kept long enough",
      },
      message_removed: {
        label: "Messages removed",
        did: (whom: string) => `removed a message of ${whom}`,
      },
    },
  },
};
