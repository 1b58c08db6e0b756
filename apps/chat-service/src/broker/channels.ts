const roomPrefix = "hubbub:room:";

export const activityChannel = "hubbub:activity";
export const noticesChannel = "hubbub:notices";

export function roomChannel(roomId: number): string {
  return roomPrefix + roomId;
}

/** The room of a channel; undefined where the channel is no room's. */
export function roomOfChannel(channel: string): number | undefined {
  return channel.startsWith(roomPrefix) ? Number(channel.slice(roomPrefix.length)) : undefined;
}
