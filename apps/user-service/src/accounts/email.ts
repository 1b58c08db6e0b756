import { newEmail, textRuleProblem } from "@hubbub/grpc-api/rpcs";

/** What is wrong with a new email address, or undefined. Sane rather than RFC 5322: only a delivered mail proves more. */
export function emailProblem(email: string): string | undefined {
  if (email === "") return "An email address is needed";
  const problem = textRuleProblem(newEmail, "An email address", email);
  if (problem !== undefined) return problem;
  if (/[\s\p{C}]/u.test(email)) return "An email address must not contain white space";
  const [local, domain, ...more] = email.split("@");
  const sane = more.length === 0 && isLocalPart(local ?? "") && isDomain(domain ?? "");
  return sane ? undefined : "An email address looks like name@example.org";
}

function isLocalPart(local: string): boolean {
  return (
    local.length <= 64 &&
    /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(local)
  );
}

function isDomain(domain: string): boolean {
  const labels = domain.split(".");
  return (
    labels.length >= 2 &&
    labels.every((label) => label.length <= 63 && /^[\p{L}\p{M}\p{N}]+(-+[\p{L}\p{M}\p{N}]+)*$/u.test(label))
  );
}
