import { Client, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { fromGrpcStatus, grpcErrorMetadataKey } from "@hubbub/errors";
import type { Answer } from "./call-rest.ts";
import type { Rpc, Request } from "./rpcs.ts";

const deadlineMs = 10_000;
const asItIs = (bytes: Buffer) => bytes;

/** Calls methods of the server at `address` over one connection. */
export class GrpcCaller {
  readonly #client: Client;

  constructor(address: string) {
    this.#client = new Client(address, credentials.createInsecure());
  }

  /** Of a stream the first answer is taken. `headers` go as metadata. */
  async call(rpc: Rpc, request: Request, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
    const options = { deadline: Date.now() + deadlineMs };
    const bytes = rpc.encode(request);
    try {
      const answer = await new Promise<Buffer>((resolve, reject) => {
        if (!rpc.isStream) {
          this.#client.makeUnaryRequest(rpc.path, asItIs, asItIs, bytes, metadata, options, (error, given) =>
            error === null ? resolve(given ?? Buffer.of()) : reject(error),
          );
          return;
        }
        const stream = this.#client.makeServerStreamRequest(rpc.path, asItIs, asItIs, bytes, metadata, options);
        stream.once("data", (given: Buffer) => {
          resolve(given);
          stream.cancel();
        });
        stream.on("error", reject);
      });
      return { outcome: "ok", body: rpc.decode(answer) };
    } catch (error) {
      const { code, details, metadata } = error as ServiceError;
      const carried = metadata.get(grpcErrorMetadataKey)[0]?.toString();
      return { outcome: fromGrpcStatus({ code, details, carried }).code, body: {} };
    }
  }

  close(): void {
    this.#client.close();
  }
}
