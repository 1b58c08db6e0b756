import { AppError } from "@hubbub/errors";
import { jsonExcess } from "@hubbub/service-runtime";
import {
  type ClientField,
  clientFieldRules,
  clientFrames,
  type ClientFrameType,
  maxClientMsgIdBytes,
  textProblem,
} from "@hubbub/ws-protocol";
import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { maxFrameDepth, maxFrameValues } from "../../limits.ts";
import type { Command } from "../commands/command.ts";
import { sendAuthFirst } from "../session/auth-awaited.ts";
import type { Echo } from "../session/echo.ts";

export type ReadFrame =
  | { readonly command: Command; readonly echo: Echo }
  | {
      readonly refused: AppError;
      readonly echo: Echo;
      /** Whether it counts as a bad frame: no JSON object, or nothing that may be sent before `auth`. */
      readonly bad: boolean;
    };

export interface ReadOptions {
  /** No `auth` was sent yet: only that is taken, and `ping`. */
  readonly beforeAuth?: boolean;
  /** Text that is no JSON object is a message to the room joined last, for people at a terminal. */
  readonly plain?: boolean;
}

/**
 * Reads a client's text frame. Never throws: what is wrong with it is an error of the catalogue, of its first wrong field
 * alone. A stranger's frame costs hardly more than its bytes: what is too deep or too wide is not parsed, what is too long
 * not looked into, and fields that the protocol does not know are not looked at.
 */
export function readFrame(text: string, { beforeAuth = false, plain = false }: ReadOptions = {}): ReadFrame {
  const frame = parseObject(text);
  if (typeof frame !== "string") return readFields(frame, beforeAuth);
  if (plain) return readFields({ type: "send_message", content: text }, beforeAuth);
  return { refused: invalid(frame), echo: {}, bad: true };
}

/** What an answer to the frame can repeat, for one that is refused unread. */
export function readEcho(text: string): Echo {
  const frame = parseObject(text);
  return typeof frame === "string" ? {} : echoOf(frame);
}

type JsonObject = Record<string, unknown>;

/** The object that the text holds, or what is wrong with it. */
function parseObject(text: string): JsonObject | string {
  if (jsonExcess(text, largestFrame) !== undefined)
    return "The frame is nested too deep, or has too many fields or list items";
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {}
  return "The frame is not a JSON object";
}

/** What a frame holds at most. */
export const largestFrame = { depth: maxFrameDepth, values: maxFrameValues };

function readFields(frame: JsonObject, beforeAuth: boolean): ReadFrame {
  const echo = echoOf(frame);
  const type = own(frame, "type");
  if (typeof type !== "string") return { refused: invalid("type must be text", "type"), echo, bad: false };
  const fields = fieldsOf.get(type);
  if (fields === undefined) return { refused: invalid("There is no frame of this type", "type"), echo, bad: false };
  if (beforeAuth && type !== "auth" && type !== "ping") {
    return { refused: new AppError("unauthenticated", sendAuthFirst), echo, bad: true };
  }
  const refused = problemOf(frame, fields) ?? problemOfTexts(frame, echo) ?? toNumbers(frame, fields);
  return refused === undefined ? { command: frame as unknown as Command, echo } : { refused, echo, bad: false };
}

/** What can be repeated is, even where the rest of the frame is wrong. */
function echoOf(frame: JsonObject): Echo {
  const ref = own(frame, "ref");
  const clientMsgId = own(frame, "client_msg_id");
  return {
    // JSON has no Infinity, but 1e400 is read as one.
    ref: (typeof ref === "number" && Number.isFinite(ref)) || isShortText(ref) ? ref : undefined,
    clientMsgId: isShortText(clientMsgId) ? clientMsgId : undefined,
  };
}

interface Field {
  readonly name: ClientField;
  readonly required: boolean;
  /** A list longer than this is refused before its items are looked at. */
  readonly maxItems: number;
  readonly fits: (value: unknown) => boolean;
  /** Ids and seqs, which may come as text. */
  readonly isNumber: boolean;
}

/** Every frame's fields, in the schema's order. */
const fieldsOf: ReadonlyMap<string, readonly Field[]> = new Map(
  (Object.keys(clientFrames) as ClientFrameType[]).map((type) => [type, compileFields(type)]),
);

function compileFields(type: ClientFrameType): Field[] {
  const { properties, required } = clientFrames[type];
  return Object.entries<TSchema>(properties)
    .filter(([name]) => name !== "type")
    .map(([name, schema]) => {
      const validator = Compile(schema);
      return {
        name: name as ClientField,
        required: (required as readonly string[]).includes(name),
        maxItems: "maxItems" in schema ? Number(schema["maxItems"]) : Number.POSITIVE_INFINITY,
        fits: (value) => validator.Check(value),
        isNumber: name !== "ref" && takesInteger(schema),
      };
    });
}

function takesInteger(schema: TSchema): boolean {
  return (
    "anyOf" in schema && (schema["anyOf"] as readonly TSchema[]).some((one) => "type" in one && one.type === "integer")
  );
}

/** The first field that is missing or wrong. */
function problemOf(frame: JsonObject, fields: readonly Field[]): AppError | undefined {
  for (const { name, required, maxItems, fits } of fields) {
    const value = own(frame, name);
    if (value === undefined) {
      if (required) return invalid(`${name} is missing`, name);
    } else if ((Array.isArray(value) && value.length > maxItems) || !fits(value)) {
      return invalid(`${name} ${clientFieldRules[name]}`, name);
    }
  }
  return undefined;
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

function toNumbers(frame: JsonObject, fields: readonly Field[]): AppError | undefined {
  for (const { name, isNumber } of fields) {
    if (!isNumber) continue;
    const value = own(frame, name);
    if (typeof value !== "string") continue;
    const number = Number(value);
    if (!Number.isSafeInteger(number)) return invalid(`${name} ${clientFieldRules[name]}`, name);
    frame[name] = number;
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
