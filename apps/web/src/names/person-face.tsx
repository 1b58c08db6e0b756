import { type ComponentProps, useCallback, useSyncExternalStore } from "react";
import { useClient } from "../client/use-client.ts";
import { Avatar } from "../ui/avatar.tsx";

/** The face of somebody as they are known now; `said`: what whoever names them calls them. */
export function PersonFace({
  said,
  userId,
  size,
}: Omit<ComponentProps<typeof Avatar>, "name" | "url"> & { said: string }) {
  const { people } = useClient();
  const subscribe = useCallback((listener: () => void) => people.subscribe([userId], listener), [people, userId]);
  const person = useSyncExternalStore(subscribe, () => people.get(userId));
  return <Avatar userId={userId} size={size} name={people.nameOf(userId, said)} url={person?.avatar_url} />;
}
