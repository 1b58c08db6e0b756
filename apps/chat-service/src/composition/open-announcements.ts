import { readAnnouncements } from "../announcements/read-announcements.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import type { People } from "../people/people.ts";
import type { Instance } from "./instance.ts";

/** What is announced reaches every socket of this instance. */
export async function openAnnouncements(
  { life, warn }: Instance,
  { delivery, people }: { readonly delivery: RoomDelivery; readonly people: People },
): Promise<void> {
  const announcements = readAnnouncements({ delivery, broadcast: (frame) => people.broadcast(frame), warn });
  await announcements.start();
  life.onStop("announcements", () => announcements.stop());
}
