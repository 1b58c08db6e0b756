import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import type { Parsed } from "@hubbub/service-runtime";

/** Where files are kept, as `FILES_URL` says it. */
export type FilesPlace = NoPlace | FolderPlace | S3Place;

/** Nobody said. */
export interface NoPlace {
  readonly kind: "none";
}

export interface FolderPlace {
  readonly kind: "folder";
  /** An absolute path. */
  readonly folder: string;
}

export interface S3Place {
  readonly kind: "s3";
  /** `https://host` or `http://host:port`, of the service and not of the bucket. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly bucket: string;
  /** Before every key; ends with a slash unless it is empty. */
  readonly prefix: string;
  readonly region: string;
  /** Where the bucket's name stands: in the path, or before the host's name. */
  readonly style: "path" | "host";
  /** A local folder for files on their way; the system's for temporary files where it is undefined. */
  readonly incoming: string | undefined;
}

const examples = "file:///absolute/folder or s3://ACCESS_KEY:SECRET@host/bucket?region=eu-central-1";

/**
 * `file:///absolute/folder`, or `s3://ACCESS_KEY:SECRET@host[:port]/bucket[/prefix]` with any of `region` (us-east-1), `style`
 * (`path`, or `host`), `tls` (`on`, or `off`) and `incoming` (a local folder). In a URL what is no letter or digit of a secret is
 * percent-encoded. Names all that is wrong, and nothing of a secret.
 */
export function parseFilesUrl(raw: string): Parsed<FilesPlace> {
  if (raw.startsWith("file:")) return parseFolder(raw);
  if (raw.startsWith("s3:")) return parseS3(raw);
  return { mustBe: examples };
}

function parseFolder(raw: string): Parsed<FolderPlace> {
  const mustBe = "file:///absolute/folder, with what is special in a URL percent-encoded";
  if (!/^file:(\/|\/\/\/)(?!\/)/.test(raw) || /[?#]/.test(raw)) return { mustBe };
  try {
    const folder = fileURLToPath(raw).replace(/(?<=.)\/+$/, "");
    return folder === "/" ? { mustBe } : { value: { kind: "folder", folder } };
  } catch {
    return { mustBe };
  }
}

const parameters = ["region", "style", "tls", "incoming"];

function parseS3(raw: string): Parsed<S3Place> {
  const encode = "(a / in the secret is %2F, a + %2B)";
  if (!URL.canParse(raw)) return { mustBe: `a URL such as ${examples} ${encode}` };
  const url = new URL(raw);
  const problems: string[] = [];
  const check = (isFine: boolean, problem: string) => {
    if (!isFine) problems.push(problem);
  };
  const given = (name: string, fallback: string) => url.searchParams.get(name) ?? fallback;

  const [accessKeyId, secretAccessKey] = [decoded(url.username), decoded(url.password)];
  check(isToken(accessKeyId), "its access key is missing or has other than visible ASCII characters");
  check(isToken(secretAccessKey), `its secret is missing or has other than visible ASCII characters ${encode}`);
  check(/^([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d+)?$/i.test(url.host), "its host is missing or is no name or address");
  const [bucket = "", ...parts] = url.pathname.split("/").slice(1);
  check(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket), "its bucket is missing or cannot be one's name");
  const prefix = parts.filter((part) => part !== "").join("/");
  check(/^[A-Za-z0-9._/-]{0,200}$/.test(prefix), "what stands after its bucket has other than A-Z a-z 0-9 . _ - /");
  const region = given("region", "us-east-1");
  check(/^[a-z0-9-]{1,50}$/.test(region), "region is no region's name");
  const style = given("style", "path");
  check(style === "path" || style === "host", "style is neither path nor host");
  const tls = given("tls", "on");
  check(tls === "on" || tls === "off", "tls is neither on nor off");
  const incoming = url.searchParams.get("incoming") ?? undefined;
  check(incoming === undefined || isAbsolute(incoming), "incoming is no absolute path");
  const unknown = [...url.searchParams.keys()].filter((name) => !parameters.includes(name));
  check(unknown.length === 0, `it knows ${parameters.join(", ")}, and nothing else after the ?`);
  check(url.hash === "", "it has a #, which in a secret is %23");

  if (problems.length > 0) return { mustBe: `a URL such as ${examples}: ${problems.join("; ")}` };
  return {
    value: {
      kind: "s3",
      endpoint: new URL(`${tls === "on" ? "https" : "http"}://${url.host}`).origin,
      accessKeyId: accessKeyId!,
      secretAccessKey: secretAccessKey!,
      bucket,
      prefix: prefix === "" ? "" : `${prefix}/`,
      region,
      style: style === "host" ? "host" : "path",
      incoming,
    },
  };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isToken(text: string | undefined): text is string {
  return text !== undefined && /^[!-~]+$/.test(text);
}
