import type { MemberRole } from "@hubbub/ws-protocol";

export interface ListedPerson {
  readonly userId: number;
  readonly name: string;
  readonly role: MemberRole | undefined;
}
