import type { GeneratorScript } from "../generator/generator-script.ts";
import type { GeneratedConnection } from "../generator/start-generator.ts";
import { post } from "../servers/hubbub/post.ts";

/** Writes a root into the connection's room; with the script answered, every message is a reply to it. */
export async function inNewThread(
  script: GeneratorScript,
  { port, room, token }: GeneratedConnection,
): Promise<GeneratorScript> {
  const path = `/api/v1/rooms/${room}/messages`;
  const { seq } = await post<{ seq: number }>(`http://127.0.0.1:${port}`, path, { content: "What of it?" }, token);
  return { ...script, message: script.message.replace(/\}$/, `,"thread_seq":${seq}}`) };
}
