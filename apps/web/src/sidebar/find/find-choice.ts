import type { User } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";

export type FindChoice =
  | { readonly kind: "mine" | "other"; readonly room: Room }
  /** Someone with whom there is no conversation yet. */
  | { readonly kind: "person"; readonly user: User }
  | { readonly kind: "create"; readonly name: string };
