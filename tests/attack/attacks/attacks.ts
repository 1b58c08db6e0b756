import { anonymousFrames } from "./anonymous-frames.ts";
import type { Attack } from "./attack.ts";
import { connections } from "./connections.ts";
import { passwords } from "./passwords.ts";
import { signedInFrames } from "./signed-in-frames.ts";
import { signedInRequests } from "./signed-in-requests.ts";
import { socketIo } from "./socket-io.ts";
import { withoutToken } from "./without-token.ts";

/** Every input that has hurt others, or could; in the order of docs/reliability.md. */
export const attacks: readonly Attack[] = [
  ...anonymousFrames,
  ...withoutToken,
  ...connections,
  ...passwords,
  ...signedInFrames,
  ...signedInRequests,
  ...socketIo,
];
