import { floodRequests } from "../attacker/flood-requests.ts";
import { requestBytes, type RequestParts } from "../attacker/http-bytes.ts";
import type { Target } from "../attacker/target.ts";
import type { Attack } from "./attack.ts";
import { limitedBy, type Share, wrongPasswords } from "./share.ts";

/** As seen: 100 at the same time. */
const connections = 100;

/** What costs the user-service a hash. */
export const passwords: readonly Attack[] = [
  flood("logins", "guesses one person's password at POST /users/login", wrongPasswords("401"), (target, count) =>
    login(target, 0, count),
  ),
  flood(
    "logins-of-many",
    "guesses many people's passwords at POST /users/login",
    limitedBy(["401"], ["address_passwords"]),
    (target, count) => login(target, count, count),
  ),
  flood(
    "logins-from-many",
    "guesses one person's password at POST /users/login from 64 addresses",
    limitedBy(["401"], ["strange_passwords"]),
    (target, count) => ({ ...login(target, 0, count), address: manyAddresses(count) }),
  ),
  flood(
    "password-changes",
    "signed in, guesses the password of its account at PATCH /users/me",
    wrongPasswords("403"),
    ({ me }, count) => ({
      method: "PATCH",
      path: "/api/v1/users/me",
      token: me.token,
      body: JSON.stringify({ current_password: `wrong ${count}`, password: "a new one, never set" }),
    }),
  ),
  flood("registrations", "registers accounts", limitedBy(["200"], ["registrations"]), (_, count) => ({
    method: "POST",
    path: "/api/v1/users/register",
    body: JSON.stringify({
      username: `a${process.pid}-${count}`,
      email: `a${process.pid}-${count}@example.org`,
      password: "never used again 5c1f",
    }),
  })),
];

function login({ strangers }: Target, who: number, count: number): RequestParts {
  const { username } = strangers[who % strangers.length]!;
  return {
    method: "POST",
    path: "/api/v1/users/login",
    body: JSON.stringify({ username, password: `guess ${count}` }),
  };
}

/** In the attacker's network, and nobody else's. */
function manyAddresses(count: number): string {
  return `203.0.113.${128 + (count % 64)}`;
}

function flood(
  name: string,
  title: string,
  share: Share,
  parts: (target: Target, count: number) => RequestParts,
): Attack {
  return {
    name,
    title,
    shares: [share],
    run(target) {
      let count = 0;
      floodRequests(target, { connections, next: () => requestBytes(target, parts(target, count++)) });
    },
  };
}
