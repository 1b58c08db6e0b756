const roomPrefix = "hubbub:room:";
const personPrefix = "hubbub:person:";

export const activityChannel = "hubbub:activity";
export const noticesChannel = "hubbub:notices";

export function roomChannel(roomId: number): string {
  return roomPrefix + roomId;
}

export function personChannel(userId: number): string {
  return personPrefix + userId;
}

/** The room of a channel; undefined where the channel is no room's. */
export function roomOfChannel(channel: string): number | undefined {
  return idAfter(roomPrefix, channel);
}

/** The user id of a channel; undefined where the channel is no person's. */
export function personOfChannel(channel: string): number | undefined {
  return idAfter(personPrefix, channel);
}

function idAfter(prefix: string, channel: string): number | undefined {
  return channel.startsWith(prefix) ? Number(channel.slice(prefix.length)) : undefined;
}
