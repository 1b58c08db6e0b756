import { AppError } from "@hubbub/errors";
import { clientFrames, maxClientMsgIdBytes, textProblem } from "@hubbub/ws-protocol";
import { Compile, type Validator } from "typebox/compile";
import type { Command, Echo } from "./command.ts";
import { fieldProblem } from "./field-problem.ts";

export type ReadFrame =
  | { readonly command: Command; readonly echo: Echo }
  | { readonly refused: AppError; readonly echo: Echo };

const validators = new Map<string, Validator>(
  Object.entries(clientFrames).map(([type, schema]) => [type, Compile(schema)]),
);
const numberFields = ["room_id", "seq", "after_seq", "before_seq", "reply_to"] as const;

/** Reads a client's text frame. Never throws: what is wrong with it is an error of the catalogue, the field named. */
export function readFrame(text: string): ReadFrame {
  const frame = parseObject(text);
  if (frame === undefined) return { refused: invalid("The frame is not a JSON object"), echo: {} };
  const echo = readEcho(frame);
  const refused = problemOf(frame, echo);
  return refused === undefined ? { command: frame as unknown as Command, echo } : { refused, echo };
}

type JsonObject = Record<string, unknown>;

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** What can be repeated is, even where the rest of the frame is wrong. */
function readEcho(frame: JsonObject): Echo {
  const ref = own(frame, "ref");
  const clientMsgId = own(frame, "client_msg_id");
  return {
    // JSON has no Infinity, but 1e400 is read as one.
    ref: (typeof ref === "number" && Number.isFinite(ref)) || isShortText(ref) ? ref : undefined,
    clientMsgId: isShortText(clientMsgId) ? clientMsgId : undefined,
  };
}

function problemOf(frame: JsonObject, echo: Echo): AppError | undefined {
  const type = own(frame, "type");
  if (typeof type !== "string") return invalid("type must be text", "type");
  const validator = validators.get(type);
  if (validator === undefined) return invalid("There is no frame of this type", "type");
  if (!validator.Check(frame)) {
    const { field, message } = fieldProblem(validator.Errors(frame));
    return invalid(message, field);
  }
  return problemOfTexts(frame, echo) ?? toNumbers(frame);
}

/** What the schemas cannot say: lengths in bytes, and text that Postgres would refuse. */
function problemOfTexts(frame: JsonObject, echo: Echo): AppError | undefined {
  if (own(frame, "ref") !== undefined && echo.ref === undefined) return invalid("ref must be 1–64 bytes", "ref");
  const id = own(frame, "client_msg_id");
  if (id === undefined) return undefined;
  if (echo.clientMsgId === undefined) return invalid("client_msg_id must be 1–64 bytes", "client_msg_id");
  const problem = textProblem(echo.clientMsgId, { name: "client_msg_id", maxCodePoints: maxClientMsgIdBytes });
  return problem === undefined ? undefined : invalid(problem, "client_msg_id");
}

function toNumbers(frame: JsonObject): AppError | undefined {
  for (const field of numberFields) {
    const value = own(frame, field);
    if (typeof value !== "string") continue;
    const number = Number(value);
    if (!Number.isSafeInteger(number)) return invalid(`${field} is too large`, field);
    frame[field] = number;
  }
  return undefined;
}

function isShortText(value: unknown): value is string {
  if (typeof value !== "string" || value.length === 0 || value.length > maxClientMsgIdBytes) return false;
  return Buffer.byteLength(value) <= maxClientMsgIdBytes;
}

function own(frame: JsonObject, field: string): unknown {
  return Object.hasOwn(frame, field) ? frame[field] : undefined;
}

function invalid(message: string, field?: string): AppError {
  return new AppError("invalid_argument", message, { field });
}
