import { randomBytes } from "node:crypto";
import type { Person } from "../attacker/target.ts";
import { ask } from "../bystanders/ask.ts";

/** As many as argon2 is given threads; more would only wait. */
const atATime = 4;

/** Registers new people, each from an address of their own. */
export async function signUp(url: string, count: number): Promise<Person[]> {
  const run = randomBytes(4).toString("hex");
  const numbers = Array.from({ length: count }, (_, index) => index);
  const people: Person[] = [];
  const worker = async () => {
    for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) {
      const username = `p${number}-${run}`;
      const password = randomBytes(12).toString("hex");
      const body = { username, email: `${username}@example.org`, password };
      const address = `198.18.${number >> 8}.${number & 255}`;
      const answer = await ask({ url, method: "POST", path: "/api/v1/users/register", address, body });
      const { token, user } = JSON.parse(answer) as { token: string; user: { id: number } };
      people[number] = { userId: user.id, username, password, token };
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return people;
}
