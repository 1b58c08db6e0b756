import { floodRequests } from "../attacker/flood-requests.ts";
import { requestBytes, type RequestParts } from "../attacker/http-bytes.ts";
import type { Target } from "../attacker/target.ts";
import type { Attack } from "./attack.ts";
import { limitedBy, type Share } from "./share.ts";

const connections = 16;

/** What one account asks of REST. */
export const signedInRequests: readonly Attack[] = [
  flood("rooms-made", "makes rooms", limitedBy(["200"], ["rooms"]), (_, count) => ({
    method: "POST",
    path: "/api/v1/rooms",
    body: JSON.stringify({ name: `r${count}-${process.pid}`, type: "public" }),
  })),
  flood(
    "adds",
    "puts a stranger into a room and out of it again",
    limitedBy(["200"], ["adds", "changes"]),
    ({ ownRoom, strangers }, count) => {
      const { userId } = strangers[0]!;
      const members = `/api/v1/rooms/${ownRoom}/members`;
      return count % 2 === 0
        ? { method: "POST", path: members, body: JSON.stringify({ user_id: userId }) }
        : { method: "DELETE", path: `${members}/${userId}` };
    },
  ),
  flood(
    "memberships",
    "becomes a member of the bystanders' room and leaves it",
    limitedBy(["200"], ["memberships"]),
    ({ room }, count) => ({
      method: "POST",
      path: `/api/v1/rooms/${room}/${count % 2 === 0 ? "leave" : "join"}`,
      body: "{}",
    }),
  ),
  flood(
    "direct-rooms",
    "opens direct rooms with everybody, one after the other",
    limitedBy(["200"], ["direct"]),
    (_, count) => ({
      method: "POST",
      path: `/api/v1/users/${1 + count}/dm`,
      body: "{}",
    }),
  ),
  flood("posts", "posts messages to the bystanders' room over REST", limitedBy(["200"], ["messages"]), ({ room }) => ({
    method: "POST",
    path: `/api/v1/rooms/${room}/messages`,
    body: JSON.stringify({ content: "spam" }),
  })),
  flood("history", "reads history", limitedBy(["200"], ["reads"]), ({ room }) => ({
    method: "GET",
    path: `/api/v1/rooms/${room}/messages?limit=100`,
  })),
  flood(
    "lists",
    "reads lists of rooms, members and people",
    limitedBy(["200"], ["reads", "search"]),
    ({ room }, count) => ({
      method: "GET",
      path: [
        "/api/v1/rooms?page_size=100",
        "/api/v1/users/me/rooms",
        `/api/v1/rooms/${room}/members?page_size=100`,
        "/api/v1/users?query=a&page_size=100",
      ][count % 4]!,
    }),
  ),
  flood("page-tokens", 'reads members with the page_token ["x",1]', undefined, ({ room }) => ({
    method: "GET",
    path: `/api/v1/rooms/${room}/members?page_token=${Buffer.from('["x",1]').toString("base64url")}`,
  })),
];

function flood(
  name: string,
  title: string,
  share: Share | undefined,
  parts: (target: Target, count: number) => RequestParts,
): Attack {
  return {
    name,
    title: `signed in, ${title}`,
    shares: share === undefined ? [] : [share],
    run(target) {
      let count = 0;
      const next = () => requestBytes(target, { token: target.me.token, ...parts(target, count++) });
      floodRequests(target, { connections, next });
    },
  };
}
