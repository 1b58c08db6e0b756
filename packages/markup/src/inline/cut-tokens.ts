import { findAddresses } from "../address.ts";
import { findCode } from "../code-spans.ts";
import { findMentions } from "../find-mentions.ts";
import { isWide } from "../wide.ts";
import type { Run, Token } from "./token.ts";

/**
 * A paragraph in pieces. Code is what it is whatever stands around it, then come a link's address, other addresses, names,
 * and signs that may mark.
 */
export function cutTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const code of findCode(text)) {
    cutDestinations(text, end, code.start, tokens);
    tokens.push({ kind: "code", text: code.text });
    end = code.end;
  }
  cutDestinations(text, end, text.length, tokens);
  return tokens;
}

/**
 * The address of a link and the bracket before it. It may have brackets in brackets once, and no blanks; where another
 * begins it is none, so that each letter is looked at once.
 */
const destination = /\]\(((?:https?:\/\/|mailto:)(?:[^\s()<>\]]|\](?!\()|\([^\s()<>]*\))+)(?: "[^"\n]*")?\)/gi;

function cutDestinations(text: string, from: number, to: number, tokens: Token[]): void {
  let end = from;
  const part = text.slice(from, to);
  for (const { 0: found, 1: href = "", index } of part.includes("](") ? part.matchAll(destination) : []) {
    if (!URL.canParse(href)) continue;
    cutAddresses(text, end, from + index, tokens);
    tokens.push({ kind: "destination", text: found, href });
    end = from + index + found.length;
  }
  cutAddresses(text, end, to, tokens);
}

function cutAddresses(text: string, from: number, to: number, tokens: Token[]): void {
  let end = from;
  const part = text.slice(from, to);
  for (const { start, address } of part.includes("://") ? findAddresses(part) : []) {
    const [begin, stop] = [from + start, from + start + address.length];
    // <https://hubbub.example>
    const isBracketed = text[begin - 1] === "<" && begin > end && text[stop] === ">" && stop < to;
    cutMentions(text, end, isBracketed ? begin - 1 : begin, tokens);
    tokens.push({ kind: "link", href: address, children: [{ kind: "text", text: address }] });
    end = isBracketed ? stop + 1 : stop;
  }
  cutMentions(text, end, to, tokens);
}

function cutMentions(text: string, from: number, to: number, tokens: Token[]): void {
  let end = from;
  const part = text.slice(from, to);
  for (const { index, name, names } of part.includes("@") ? findMentions(part) : []) {
    cutMarks(text, end, from + index, tokens);
    end = from + index + 1 + name.length;
    tokens.push({ kind: "mention", text: text.slice(from + index, end), names });
  }
  cutMarks(text, end, to, tokens);
}

/** A shrug has two marks and a backslash, and means none of them. */
const mark = /¯\\_\(ツ\)_\/¯|\\[!-/:-@[-`{-~]|\*+|_+|~+|\|+|!?\[|\]/g;

function cutMarks(text: string, from: number, to: number, tokens: Token[]): void {
  let end = from;
  for (const { 0: found, index } of text.slice(from, to).matchAll(mark)) {
    const at = from + index;
    if (at > end) tokens.push({ kind: "text", text: text.slice(end, at) });
    end = at + found.length;
    const [sign] = found;
    if (sign === "¯") tokens.push({ kind: "text", text: found });
    else if (sign === "\\") tokens.push({ kind: "text", text: found.slice(1) });
    else if (found === "[" || found === "![" || found === "]") tokens.push({ kind: "bracket", text: found });
    else tokens.push(toRun(text, at, end));
  }
  if (to > end) tokens.push({ kind: "text", text: text.slice(end, to) });
}

/** CommonMark's rules of what may open and close, and those for Chinese, Japanese and Korean, which are written without spaces. */
function toRun(text: string, start: number, end: number): Run {
  const sign = text[start] as Run["sign"];
  const length = end - start;
  const [before, after] = [letterBefore(text, start), letterAt(text, end)];
  const isLeft = isFlanking(before, after);
  const isRight = isFlanking(after, before);
  const run: Omit<Run, "mayOpen" | "mayClose"> = { kind: "run", sign, length, left: length, closes: [], opens: [] };
  switch (sign) {
    case "*":
      return { ...run, mayOpen: isLeft, mayClose: isRight };
    case "_":
      return {
        ...run,
        mayOpen: isLeft && (!isRight || punctuation.test(before)),
        mayClose: isRight && (!isLeft || punctuation.test(after)),
      };
    case "~":
      return { ...run, mayOpen: length === 2 && isLeft, mayClose: length === 2 && isRight };
    case "|":
      return { ...run, mayOpen: length === 2 && !blank.test(after), mayClose: length === 2 && !blank.test(before) };
  }
}

/** Whether signs between two letters belong to the second. */
function isFlanking(outer: string, inner: string): boolean {
  if (blank.test(inner)) return false;
  if (!punctuation.test(inner) || isWide(inner)) return true;
  return blank.test(outer) || punctuation.test(outer) || isWide(outer);
}

const blank = /^$|\s/;
const punctuation = /[\p{P}\p{S}]/u;

function letterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function letterBefore(text: string, at: number): string {
  const isPair = /[\udc00-\udfff]/.test(text[at - 1] ?? "");
  return at === 0 ? "" : letterAt(text, isPair ? at - 2 : at - 1);
}
