import { runServiceCommand } from "./stack/run-service-command.ts";

// make reindex: the chat-service's command reindex, with the settings of an instance that runs.

try {
  process.exitCode = runServiceCommand({ app: "chat-service", part: "chat-1", folder: "reindex" });
} catch (error) {
  process.stderr.write(`make reindex: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
