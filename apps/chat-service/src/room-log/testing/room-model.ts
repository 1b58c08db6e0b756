import { webLinks } from "@hubbub/markup";
import type { ErrorCode } from "@hubbub/errors";
import type { MemberRole, RoomType } from "@hubbub/ws-protocol";
import type { LogCommand } from "../kinds/log-kinds.ts";

export interface ModelMessage {
  readonly author: number;
  content: string;
  deleted: boolean;
  /** 0: none. */
  readonly replyTo: number;
  readonly reactions: Map<string, Set<number>>;
  /** 0: it is not. */
  pinnedBy: number;
  /** Addresses that have one. */
  previews: readonly string[];
}

type ModerationCommand = LogCommand & {
  readonly do: "ban_member" | "ban" | "unban" | "mute_member" | "unmute_member";
};
type Verdict = "new" | "duplicate" | ErrorCode;

const inArchivedRooms = new Set<LogCommand["do"]>(["leave", "depart", "remove_member", "erase"]);
const anywhere = new Set<LogCommand["do"]>(["erase", "set_previews"]);
const rankOf = { owner: 3, admin: 2, member: 1 } as const;

/** What a room's log shall do, in the plainest words: no batches, no SQL, one command after the other. */
export class RoomModel {
  readonly kind: RoomType;
  readonly members: Map<number, MemberRole>;
  readonly messages = new Map<number, ModelMessage>();
  readonly banned = new Set<number>();
  /** Also after they left. */
  readonly muted = new Set<number>();
  topic = "";
  archived = false;
  linkPreviews = true;
  /** Of messages: links that are to stay without previews. */
  readonly #bareLinks = new Map<number, readonly string[]>();
  readonly #known = new Map<string, string>();

  constructor(kind: RoomType, members: ReadonlyMap<number, MemberRole>) {
    this.kind = kind;
    this.members = new Map(members);
  }

  /** Which seq a new message got, the log decides: `posted` is to be told. */
  apply(command: LogCommand): { readonly verdict: Verdict; readonly posted?: (seq: number) => void } {
    const key = `${command.actor.userId}/${command.clientMsgId}`;
    const known = command.clientMsgId === undefined ? undefined : this.#known.get(key);
    if (known !== undefined) return { verdict: known === command.do ? "duplicate" : "already_exists" };
    const verdict = this.#judge(command);
    if (verdict !== "new") return { verdict };
    if (command.clientMsgId !== undefined) this.#known.set(key, command.do);
    return command.do === "post" ? { verdict, posted: (seq) => this.#post(command, seq) } : { verdict };
  }

  #post(command: LogCommand & { readonly do: "post" }, seq: number): void {
    const { content, actor, replyTo = 0 } = command;
    this.messages.set(seq, {
      author: actor.userId,
      content,
      deleted: false,
      replyTo,
      reactions: new Map(),
      pinnedBy: 0,
      previews: [],
    });
  }

  #judge(command: LogCommand): Verdict {
    const { actor } = command;
    const mine = this.members.get(actor.userId);
    const isOpen = this.kind === "public" || this.kind === "announcement";
    const rank = this.#rank(command, mine);
    if (!isOpen && mine === undefined && !anywhere.has(command.do)) return "room_not_found";
    if (command.do === "join" && mine !== undefined) return "duplicate";
    if (this.archived) {
      if (command.do === "archive_room" && rank > 0) return "duplicate";
      if (!inArchivedRooms.has(command.do)) return "room_archived";
    }
    switch (command.do) {
      case "post":
        if (this.#isMuted(actor)) return "forbidden";
        if (this.kind === "announcement" ? rank < 2 : mine === undefined) return "forbidden";
        return command.replyTo === undefined || this.messages.has(command.replyTo) ? "new" : "message_not_found";
      case "join":
        if (this.banned.has(actor.userId)) return "forbidden";
        this.members.set(actor.userId, "member");
        return "new";
      case "edit":
      case "delete":
      case "react":
      case "pin":
        return rank === 0 ? "forbidden" : this.#changeMessage(command, rank);
      case "set_previews":
        return this.#setPreviews(command);
      case "remove_previews":
        return rank === 0 ? "forbidden" : this.#removePreviews(command, rank);
      case "expire":
        throw new Error("what expires is another test's");
      case "erase":
        return this.#erase(command);
      case "depart":
        if (mine === undefined || this.kind === "direct") return "duplicate";
        this.members.delete(actor.userId);
        return "new";
      case "leave":
      case "add_member":
      case "remove_member":
      case "set_role":
        return this.#changeMember(command, rank, mine);
      case "ban_member":
      case "ban":
      case "unban":
      case "mute_member":
      case "unmute_member":
        return this.#moderate(command, rank);
      case "update_room":
        if (this.kind === "direct" || rank < 2 || this.#isMuted(actor)) return "forbidden";
        if (
          (command.topic ?? this.topic) === this.topic &&
          (command.linkPreviews ?? this.linkPreviews) === this.linkPreviews
        ) {
          return "duplicate";
        }
        this.topic = command.topic ?? this.topic;
        this.linkPreviews = command.linkPreviews ?? this.linkPreviews;
        return "new";
      case "archive_room":
        if (this.kind === "direct" || rank < 3) return "forbidden";
        this.archived = true;
        return "new";
    }
  }

  #rank({ actor }: LogCommand, role: MemberRole | undefined): number {
    if (this.kind === "direct") return role === undefined ? 0 : 1;
    if (actor.serverAdmin) return 3;
    return role === undefined ? 0 : rankOf[role];
  }

  #changeMessage(command: LogCommand & { readonly do: "edit" | "delete" | "react" | "pin" }, rank: number): Verdict {
    const message = this.messages.get(command.seq);
    const { userId } = command.actor;
    if (message === undefined) return "message_not_found";
    if (command.do !== "delete" && this.#isMuted(command.actor)) return "forbidden";
    if (message.deleted) return command.do === "delete" ? "duplicate" : "message_not_found";
    if (command.do === "edit") {
      if (message.author !== userId || (this.kind === "announcement" && rank < 2)) return "forbidden";
      if (message.content === command.content) return "duplicate";
      message.content = command.content;
      const links = webLinks(command.content);
      message.previews = message.previews.filter((url) => links.includes(url));
      this.#bareLinks.set(
        command.seq,
        this.#bareLinksOf(command.seq).filter((link) => links.includes(link)),
      );
    } else if (command.do === "delete") {
      if (message.author !== userId && rank < 2) return "forbidden";
      this.#empty(message);
    } else if (command.do === "pin") {
      if (this.kind === "announcement" && rank < 2) return "forbidden";
      if (message.pinnedBy > 0 === command.on) return "duplicate";
      message.pinnedBy = command.on ? userId : 0;
    } else {
      const people = message.reactions.get(command.emoji) ?? new Set();
      if (people.has(userId) === command.on) return "duplicate";
      if (command.on) people.add(userId);
      else people.delete(userId);
      message.reactions.delete(command.emoji);
      if (people.size > 0) message.reactions.set(command.emoji, people);
    }
    return "new";
  }

  #setPreviews({ seq, content, previews }: LogCommand & { readonly do: "set_previews" }): Verdict {
    const message = this.messages.get(seq);
    if (message === undefined || message.deleted || message.content !== content || !this.linkPreviews)
      return "duplicate";
    const urls = previews.map(({ url }) => url).filter((url) => !this.#bareLinksOf(seq).includes(url));
    if (urls.join(" ") === message.previews.join(" ")) return "duplicate";
    message.previews = urls;
    return "new";
  }

  #removePreviews({ actor, seq, links }: LogCommand & { readonly do: "remove_previews" }, rank: number): Verdict {
    const message = this.messages.get(seq);
    if (message === undefined || message.deleted) return "message_not_found";
    if (message.author !== actor.userId && rank < 2) return "forbidden";
    const bare = this.#bareLinksOf(seq);
    if (message.previews.length === 0 && links.every((link) => bare.includes(link))) return "duplicate";
    message.previews = [];
    this.#bareLinks.set(seq, links);
    return "new";
  }

  #bareLinksOf(seq: number): readonly string[] {
    return this.#bareLinks.get(seq) ?? [];
  }

  #erase({ actor, seq }: LogCommand & { readonly do: "erase" }): Verdict {
    const message = this.messages.get(seq);
    if (message === undefined || message.deleted || message.author !== actor.userId) return "duplicate";
    this.#empty(message);
    return "new";
  }

  #empty(message: ModelMessage): void {
    message.deleted = true;
    message.content = "";
    message.reactions.clear();
    message.pinnedBy = 0;
    message.previews = [];
  }

  #isMuted({ userId, serverAdmin }: LogCommand["actor"]): boolean {
    return this.muted.has(userId) && !serverAdmin;
  }

  #moderate(command: ModerationCommand, rank: number): Verdict {
    const { userId } = command;
    const theirs = this.members.get(userId);
    if (this.kind === "direct" || rank < 2 || userId === command.actor.userId) return "forbidden";
    if (command.do === "unban") return this.banned.delete(userId) ? "new" : "duplicate";
    if (rank < 3 && theirs !== undefined && theirs !== "member") return "forbidden";
    if (command.do === "ban") {
      if (theirs !== undefined) return "unavailable";
      if (this.banned.has(userId)) return "duplicate";
      this.banned.add(userId);
      return "new";
    }
    if (theirs === undefined) return "user_not_found";
    if (command.do === "unmute_member") return this.muted.delete(userId) ? "new" : "duplicate";
    if (command.do === "mute_member") {
      if (this.muted.has(userId)) return "duplicate";
      this.muted.add(userId);
      return "new";
    }
    this.banned.add(userId);
    this.members.delete(userId);
    return "new";
  }

  #changeMember(
    command: LogCommand & { readonly do: "leave" | "add_member" | "remove_member" | "set_role" },
    rank: number,
    mine: MemberRole | undefined,
  ): Verdict {
    if (command.do === "leave" && mine === undefined) return "duplicate";
    if (this.kind === "direct" || rank === 0) return "forbidden";
    const userId = command.do === "leave" ? command.actor.userId : command.userId;
    const theirs = this.members.get(userId);
    if (command.do === "add_member") {
      if ((rank < 2 && this.kind !== "public") || (command.role !== "member" && rank < 3)) return "forbidden";
      if (theirs !== undefined) return "duplicate";
      if (this.banned.has(userId)) return "forbidden";
      this.members.set(userId, command.role);
      return "new";
    }
    if (command.do === "remove_member" && (userId === command.actor.userId || rank < 2)) return "forbidden";
    if (command.do === "set_role" && rank < 3) return "forbidden";
    if (theirs === undefined) return "user_not_found";
    if (command.do === "remove_member" && rank < 3 && theirs !== "member") return "forbidden";
    if (command.do === "set_role" && theirs === command.role) return "duplicate";
    const owners = [...this.members.values()].filter((role) => role === "owner").length;
    const isLastOwner = theirs === "owner" && owners === 1 && !(command.do === "leave" && this.members.size === 1);
    if (command.do !== "remove_member" && isLastOwner) return "forbidden";
    if (command.do === "set_role") this.members.set(userId, command.role);
    else this.members.delete(userId);
    return "new";
  }
}
