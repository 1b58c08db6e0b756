import { AppError } from "@hubbub/errors";
import { epochNowUs, type Logger, toMs } from "@hubbub/service-runtime";

/** What a command or its answer says of where it belongs; the command's `room_id` is missing where the room joined last is meant. */
interface Placed {
  readonly type: string;
  readonly room_id?: unknown;
  readonly seq?: unknown;
}

/**
 * The line of one command of a socket, at debug. They come by the ten thousand: below that it is a branch, and callers make
 * nothing for it.
 */
export function recordCommand(
  logger: Logger,
  command: Placed,
  answer: object | AppError | undefined,
  userId: number,
  receivedUs: number,
): void {
  if (!logger.isLevelEnabled("debug")) return;
  const answered: Partial<Placed> = answer === undefined || answer instanceof AppError ? {} : answer;
  logger.debug(
    {
      command: command.type,
      userId: userId === 0 ? undefined : userId,
      roomId: wholeNumber(answered.room_id) ?? wholeNumber(command.room_id),
      seq: wholeNumber(answered.seq) ?? wholeNumber(command.seq),
      result: answer instanceof AppError ? answer.code : "ok",
      ms: toMs((epochNowUs() - receivedUs) / 1e6),
    },
    "command",
  );
}

/** What is none may be what somebody wrote. */
function wholeNumber(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
