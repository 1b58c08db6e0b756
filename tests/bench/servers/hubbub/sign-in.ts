import type { Person } from "./person.ts";
import { sharedPassword } from "./make-people.ts";

const atATime = 16;

/** Signs everybody in by REST, so that each has a session and a token like anybody's. Answers the tokens, in order. */
export async function signIn(url: string, people: readonly Person[]): Promise<string[]> {
  const tokens: string[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < people.length; at = next++) tokens[at] = await tokenOf(url, people[at]!.username);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return tokens;
}

async function tokenOf(url: string, username: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/users/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password: sharedPassword }),
  });
  if (response.status !== 200) throw new Error(`login answered ${response.status}: ${await response.text()}`);
  const { token } = (await response.json()) as { token: string };
  return token;
}
