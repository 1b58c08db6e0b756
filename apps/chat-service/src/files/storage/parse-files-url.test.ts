import { describe, expect, test } from "vitest";
import { parseFilesUrl } from "./parse-files-url.ts";

const s3 = "s3://KEY:SECRET@s3.example.org/pictures";

const problemOf = (raw: string) => {
  const parsed = parseFilesUrl(raw);
  return "mustBe" in parsed ? parsed.mustBe : undefined;
};

describe("a folder", () => {
  test.each([
    ["file:/srv/hubbub/files", "/srv/hubbub/files"],
    ["file:///srv/hubbub/files/", "/srv/hubbub/files"],
    ["file:///srv/a%20b%23c", "/srv/a b#c"],
  ])("%s", (raw, folder) => {
    expect(parseFilesUrl(raw)).toEqual({ value: { kind: "folder", folder } });
  });

  test.each([
    "file:files",
    "file://host/files",
    "file:////files",
    "file:/",
    "file:///",
    "file:/a?b",
    "file:/a%2Fb",
    "file:/%",
  ])("not %s", (raw) => {
    expect(problemOf(raw)).toMatch(/^file:\/\/\/absolute\/folder/);
  });
});

describe("S3", () => {
  test("with what is usual", () => {
    expect(parseFilesUrl(s3)).toEqual({
      value: {
        kind: "s3",
        endpoint: "https://s3.example.org",
        accessKeyId: "KEY",
        secretAccessKey: "SECRET",
        bucket: "pictures",
        prefix: "",
        region: "us-east-1",
        style: "path",
        incoming: undefined,
      },
    });
  });

  test("with all that can be said", () => {
    const raw =
      "s3://KEY:a%2Fb%2Bc%3D@[::1]:9000/my.bucket/of/hubbub/?region=eu-central-1&style=host&tls=off&incoming=/var/tmp/h";
    expect(parseFilesUrl(raw)).toEqual({
      value: {
        kind: "s3",
        endpoint: "http://[::1]:9000",
        accessKeyId: "KEY",
        secretAccessKey: "a/b+c=",
        bucket: "my.bucket",
        prefix: "of/hubbub/",
        region: "eu-central-1",
        style: "host",
        incoming: "/var/tmp/h",
      },
    });
  });

  test.each([
    ["s3://s3.example.org/pictures", "its access key is missing"],
    ["s3://KEY@s3.example.org/pictures", "its secret is missing"],
    ["s3://KEY:S%E4@s3.example.org/pictures", "its secret is missing or has other than visible ASCII characters"],
    ["s3://KEY:SECRET@/pictures", "a URL such as"],
    ["s3://KEY:SEC/RET@s3.example.org/pictures", "a / in the secret is %2F"],
    ["s3://KEY:SECRET@s3.exa_mple.org/pictures", "its host is missing or is no name"],
    ["s3://KEY:SECRET@s3.example.org", "its bucket is missing"],
    ["s3://KEY:SECRET@s3.example.org/Pictures", "its bucket is missing or cannot be one's name"],
    [`${s3}/a%20b`, "what stands after its bucket"],
    [`${s3}?region=EU`, "region is no region's name"],
    [`${s3}?style=virtual`, "style is neither path nor host"],
    [`${s3}?tls=yes`, "tls is neither on nor off"],
    [`${s3}?incoming=tmp`, "incoming is no absolute path"],
    [`${s3}?endpoint=x`, "it knows region, style, tls, incoming, and nothing else"],
    [`${s3}#x`, "it has a #"],
  ])("not %s", (raw, problem) => {
    expect(problemOf(raw)).toContain(problem);
  });

  test("all that is wrong is said together", () => {
    const problem = problemOf("s3://KEY@s3.example.org/?tls=yes&style=virtual");
    for (const part of ["its secret", "its bucket", "tls is", "style is"]) expect(problem).toContain(part);
  });
});

test.each([
  "s3://KEY:hunter2@host/bucket?tls=yes",
  "s3://KEY:hunter2/x@host/bucket",
  "https://KEY:hunter2@host/bucket",
])("no secret is in what is said of %s", (raw) => {
  expect(problemOf(raw)).not.toMatch(/hunter2/);
});

test.each(["", "/srv/files", "https://s3.example.org/pictures", "s3"])("nothing else: %j", (raw) => {
  expect(problemOf(raw)).toMatch(/^file:\/\/\/absolute\/folder or s3:\/\//);
});
