import type { ComponentProps } from "react";
import { useName } from "./use-name-of.ts";
import { Avatar } from "../ui/avatar.tsx";

/** The avatar of somebody by what they are called now; `said`: what whoever names them calls them. */
export function PersonFace({ said, ...props }: Omit<ComponentProps<typeof Avatar>, "name"> & { said: string }) {
  return <Avatar {...props} name={useName(props.userId, said)} />;
}
