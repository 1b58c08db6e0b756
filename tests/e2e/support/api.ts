export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON; tests look into it freely. */
  // oxlint-disable-next-line typescript/no-explicit-any -- each test asserts the shape it reads
  readonly body: any;
}

/** A REST call as `curl` would make it: status and parsed answer, never a throw for a status. */
export async function call(
  url: string,
  method: string,
  path: string,
  options: { token?: string; body?: unknown; raw?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

let people = 0;

export interface SomeUser {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

/** Registers somebody new. */
export async function someUser(url: string, name = "user"): Promise<SomeUser> {
  people += 1;
  // Files run beside each other on one system.
  const username = `${name}-${Date.now().toString(36)}-${process.pid}-${people}`;
  const password = "correct horse battery";
  const { status, body } = await call(url, "POST", "/api/v1/users/register", {
    body: { email: `${username}@example.org`, username, password },
  });
  if (status !== 200) throw new Error(`registering answered ${status}: ${JSON.stringify(body)}`);
  return { id: body.user.id, username, password, token: body.token };
}
