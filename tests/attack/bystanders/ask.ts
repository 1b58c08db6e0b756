import { Agent, request } from "node:http";

export interface Question {
  readonly url: string;
  readonly method: string;
  readonly path: string;
  readonly address: string;
  readonly token?: string;
  readonly body?: object;
}

const patienceMs = 10_000;
const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });

/** A REST call whose answer must be 200; rejects with the status. Resolves when all of it has come. */
export function ask({ url, method, path, address, token, body }: Question): Promise<string> {
  const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const headers = {
    "X-Forwarded-For": address,
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(bytes === undefined ? {} : { "Content-Type": "application/json", "Content-Length": bytes.length }),
  };
  return new Promise((resolve, reject) => {
    const call = request(
      url + path,
      { method, headers, agent, signal: AbortSignal.timeout(patienceMs) },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("error", reject);
        response.on("end", () =>
          response.statusCode === 200 ? resolve(text) : reject(new Error(`${response.statusCode}`)),
        );
      },
    );
    call.on("error", (error: Error & { code?: string }) =>
      reject(error.name === "AbortError" || error.name === "TimeoutError" ? new Error("unanswered") : error),
    );
    call.end(bytes);
  });
}
