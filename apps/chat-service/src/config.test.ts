import { expect, test } from "vitest";
import { readChatServiceConfig } from "./config.ts";

const env = {
  HTTP_PORT: "1",
  GRPC_PORT: "2",
  OPS_PORT: "3",
  DATABASE_URL: "postgres://localhost/chat",
  USER_SERVICE_GRPC: "localhost:4",
  FILES_URL: "file:///srv/files",
};

test("links lead to this machine itself in tests alone: in production no instance starts so", () => {
  expect(readChatServiceConfig(env)).toMatchObject({ linkPreviews: "on", previewLoopback: "off" });
  expect(readChatServiceConfig({ ...env, NODE_ENV: "production" }).previewLoopback).toBe("off");
  expect(readChatServiceConfig({ ...env, PREVIEW_LOOPBACK: "on" }).previewLoopback).toBe("on");
  const inProduction = () => readChatServiceConfig({ ...env, PREVIEW_LOOPBACK: "on", NODE_ENV: "production" });
  expect(inProduction).toThrow(/PREVIEW_LOOPBACK: must not be on where NODE_ENV is production/);
});
