/** The environment of a program that is not ours: where to find programs, and messages in English. */
export function daemonEnv(): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LC_ALL: "C" };
}
