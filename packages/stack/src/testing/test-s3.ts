import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dieWithParent } from "../processes/die-with-parent.ts";
import { findCommand } from "../processes/find-command.ts";
import { freePort } from "../processes/free-port.ts";
import { httpOk } from "../processes/http-ok.ts";
import { startProcess } from "../processes/start-process.ts";
import { until } from "../processes/until.ts";
import { repositoryRoot } from "../stack/layout.ts";

export interface TestS3 {
  /** host:port; with the bucket's name before it for who asks in the style of virtual hosts. */
  readonly host: string;
  readonly port: number;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly bucket: string;
  /** The bucket's objects as files. */
  readonly folder: string;
  /** Ends the server as `kill -9` does. */
  kill(): Promise<void>;
  /** Starts it again, with what was in the bucket. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface TestS3Options {
  /** Of files, for TLS. */
  readonly certificate?: { readonly path: string; readonly keyPath: string };
}

const program = join(repositoryRoot, ".tools/bin/versitygw");

/** Why there is no S3 here to test with; undefined where there is one, or where there has to be. */
export const noS3: string | undefined =
  existsSync(program) || findCommand("go") !== undefined || process.env["CI"] === "true"
    ? undefined
    : "S3 is tested with versitygw, which make builds with Go: there is no Go here";

/** An S3 server of this test file's own, versitygw, which checks signatures, with one bucket. */
export async function testS3({ certificate }: TestS3Options = {}): Promise<TestS3> {
  if (!existsSync(program)) throw new Error(`${program} is missing: make versitygw`);
  const port = await freePort();
  const host = `s3.test:${port}`;
  const top = mkdtempSync(join(tmpdir(), "hubbub-test-s3-"));
  const [buckets, metadata, bucket] = [join(top, "buckets"), join(top, "metadata"), "files-of-tests"];
  for (const folder of [join(buckets, bucket), metadata]) mkdirSync(folder, { recursive: true });
  const keys = { accessKeyId: "key-of-tests", secretAccessKey: "secret/of+tests=" };
  const options = [
    "--port",
    `127.0.0.1:${port}`,
    "--virtual-domain",
    host,
    "--health",
    "/health",
    "--quiet",
    "--keep-alive",
  ];
  if (certificate !== undefined) options.push("--cert", certificate.path, "--key", certificate.keyPath);
  const commandLine = dieWithParent([program, ...options, "posix", "--sidecar", metadata, buckets], "TERM");
  const health = `${certificate === undefined ? "http" : "https"}://127.0.0.1:${port}/health`;
  const env = { ROOT_ACCESS_KEY: keys.accessKeyId, ROOT_SECRET_KEY: keys.secretAccessKey };
  const start = async () => {
    let output = "";
    const server = startProcess(commandLine, {
      env,
      output: (chunk) => void (output = (output + chunk.toString()).slice(-4_000)),
    });
    await until("the test's S3", async () => server.hasEnded() || (await httpOk(health)), 10_000);
    if (server.hasEnded()) throw new Error(`versitygw ended with ${await server.ended}:\n${output}`);
    return server;
  };
  let server = await start();
  return {
    host,
    port,
    ...keys,
    bucket,
    folder: join(buckets, bucket),
    kill: () => server.stop("SIGKILL", 0),
    async start() {
      if (server.hasEnded()) server = await start();
    },
    async stop() {
      await server.stop("SIGKILL", 0);
      rmSync(top, { recursive: true, force: true });
    },
  };
}
