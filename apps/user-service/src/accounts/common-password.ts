import { dictionary } from "@zxcvbn-ts/language-common";

/**
 * Whether a password is one of those that everybody tries first (NIST SP 800-63B §5.1.1.2), as it is or decorated as
 * everybody does it: other case, `pa55w0rd`, `Password1!`.
 */
export function isCommonPassword(password: string): boolean {
  const plain = password.normalize("NFKC").toLowerCase();
  const bare = plain.replace(trailingDecoration, "");
  return [plain, bare].some((text) => common.has(text) || common.has(withoutLeet(text)));
}

/** The 49 000 most frequent passwords of many leaks, lower case. */
const common: ReadonlySet<string> = new Set(dictionary["passwords-common"]);

/** A year, a number, an exclamation mark at the end; what is longer is no decoration any more. */
const trailingDecoration = /[\d!?.*#$@_+&%-]{1,5}$/;

const leet: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

function withoutLeet(text: string): string {
  return text.replaceAll(/[013457@$!]/g, (char) => leet[char] ?? char);
}
