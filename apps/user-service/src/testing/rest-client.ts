export interface RestCall {
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly cookie?: string | undefined;
  /** As Nginx tells it: from where the browser comes. */
  readonly address?: string | undefined;
  /** As Nginx tells it: https where the browser speaks it. */
  readonly forwardedProto?: string;
  /** What a browser says besides. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RestAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of a problem: its code, and the code of each field that is wrong. */
  readonly code: unknown;
  readonly fields: Readonly<Record<string, string>>;
  readonly setCookie: string | undefined;
}

export type Rest = (method: string, path: string, call?: RestCall) => Promise<RestAnswer>;

/** Calls a service's REST routes over real HTTP. A body that is text goes as it is. */
export function restClient(port: number): Rest {
  return async (method, path, { body, token, cookie, address, forwardedProto = "http", headers = {} } = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        "x-forwarded-proto": forwardedProto,
        ...(address === undefined ? {} : { "x-real-ip": address }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const json = (await response.json()) as Record<string, unknown>;
    const errors = (json["errors"] ?? []) as { field: string; code: string }[];
    return {
      status: response.status,
      body: json,
      code: json["code"],
      fields: Object.fromEntries(errors.map(({ field, code }) => [field, code])),
      setCookie: response.headers.get("set-cookie") ?? undefined,
    };
  };
}
