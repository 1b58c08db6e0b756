import type { HubbubError } from "@hubbub/client";
import { later } from "../../strings/later.ts";
import { refusalReason } from "../../ui/problems/problem.ts";

/** Why a file is not there. */
export function failureWords(error: HubbubError): string {
  const words = later.composer.files;
  switch (error.code) {
    case "payload_too_large":
      return words.tooLarge;
    case "quota_exceeded":
      return words.noSpace;
    case "unavailable":
      return error.status === 0 ? words.noConnection : refusalReason(error);
    default:
      return refusalReason(error);
  }
}
