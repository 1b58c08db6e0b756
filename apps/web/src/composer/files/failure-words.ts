import type { HubbubError } from "@hubbub/client";
import { later } from "../../strings/later.ts";
import { refusalReason } from "../../ui/problems/problem.ts";

/** Why a file is not there. */
export function failureWords(error: HubbubError): string {
  const words = later.composer.files;
  if (isUnreached(error)) return words.noConnection;
  switch (error.code) {
    case "payload_too_large":
      return words.tooLarge;
    case "quota_exceeded":
      return words.noSpace;
    default:
      return refusalReason(error);
  }
}

/** No answer came. */
export function isUnreached({ code, status }: HubbubError): boolean {
  return code === "unavailable" && status === 0;
}
