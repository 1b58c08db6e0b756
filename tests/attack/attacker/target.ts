import type { Tally } from "./tally.ts";

/** Somebody with an account. */
export interface Person {
  readonly userId: number;
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

/** Everything that an attacker is told. */
export interface TargetInfo {
  readonly host: string;
  readonly port: number;
  /** The attacker's, as Nginx believes it from `X-Forwarded-For`. */
  readonly address: string;
  /** The attacker's account, for attacks that need one. */
  readonly me: Person;
  /** The public room of the bystanders; the attacker is a member. */
  readonly room: number;
  /** A message of the attacker's in it. */
  readonly seq: number;
  /** A private room of the attacker's own. */
  readonly ownRoom: number;
  /** Others who have nothing to do with the attacker. */
  readonly strangers: readonly Pick<Person, "userId" | "username">[];
}

export interface Target extends TargetInfo {
  readonly tally: Tally;
}
