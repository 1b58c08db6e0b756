import { call } from "./api.ts";
import { measures } from "./measures.ts";

export interface Account {
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

/** Registers a new person, who then logs in. */
export function signUp(username: string, headers: Record<string, string>): Account {
  const password = `load-${username}-password`;
  const body = { email: `${username}@load.example`, username, password };
  call("POST", "/api/v1/users/register", { headers, body });
  measures.accounts.add(1);
  return { username, password, token: logIn(username, password, headers) };
}

export function logIn(username: string, password: string, headers: Record<string, string>): string {
  const { answer } = call("POST", "/api/v1/users/login", { headers, body: { username, password } });
  return (answer as { token: string }).token;
}
