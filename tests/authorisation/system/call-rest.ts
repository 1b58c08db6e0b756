import type { RestRoute, Request } from "./rpcs.ts";

/** What an operation was answered with: `ok`, an error's code, or the code that closed a socket. */
export interface Answer {
  readonly outcome: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Over REST: the path's fields in the path, the others in body or query. */
export function callRest(base: string, route: RestRoute, request: Request, token: string | undefined): Promise<Answer> {
  const rest = new Map(Object.entries(request));
  const path = route.template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(textOf(value));
  });
  const query = new URLSearchParams([...rest].map(([name, value]): [string, string] => [name, textOf(value)]));
  return route.hasBody
    ? fetchJson(base + path, { method: route.method, token, body: Object.fromEntries(rest) })
    : fetchJson(`${base}${path}${query.size === 0 ? "" : `?${query.toString()}`}`, { method: route.method, token });
}

export async function fetchJson(
  url: string,
  { method = "GET", token, body }: { method?: string; token?: string | undefined; body?: unknown } = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  const answer = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
  const { code } = answer;
  return { outcome: response.ok ? "ok" : typeof code === "string" ? code : String(response.status), body: answer };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
