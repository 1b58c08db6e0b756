import { randomBytes } from "node:crypto";
import { rest } from "./rest.ts";

export interface Person {
  readonly userId: number;
  readonly username: string;
  readonly token: string;
}

/** As many as argon2 is given threads; more would only wait. */
const atATime = 4;

/** Registers new people; their tokens are good for hours. */
export async function signUp(url: string, count: number): Promise<Person[]> {
  const run = randomBytes(4).toString("hex");
  const people: Person[] = [];
  const names = Array.from({ length: count }, (_, index) => `p${index + 1}-${run}`);
  const worker = async () => {
    for (let username = names.pop(); username !== undefined; username = names.pop()) {
      const { token, user } = await rest<{ token: string; user: { id: number } }>(
        url,
        "POST",
        "/api/v1/users/register",
        { body: { username, email: `${username}@example.org`, password: "correct horse battery" } },
      );
      people.push({ userId: user.id, username, token });
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return people;
}
