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
  const bytes = rest.get("content");
  if (route.takesBytes) rest.delete("content");
  const query = new URLSearchParams([...rest].map(([name, value]): [string, string] => [name, textOf(value)]));
  const { method } = route;
  if (route.hasBody) return fetchJson(base + path, { method, token, body: Object.fromEntries(rest) });
  const url = `${base}${path}${query.size === 0 ? "" : `?${query.toString()}`}`;
  return fetchJson(url, { method, token, bytes: route.takesBytes ? bytesOf(bytes) : undefined });
}

/** Of a `google.api.HttpBody` as JSON. */
function bytesOf(body: unknown): Buffer<ArrayBuffer> {
  const { data } = body as { readonly data: string };
  return Buffer.from(data, "base64");
}

export async function fetchJson(
  url: string,
  {
    method = "GET",
    token,
    body,
    bytes,
  }: { method?: string; token?: string | undefined; body?: unknown; bytes?: Buffer<ArrayBuffer> | undefined } = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(bytes === undefined ? {} : { body: bytes }),
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
