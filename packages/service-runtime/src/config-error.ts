/** What is wrong with one setting. `problem` never holds a secret's value. */
export interface ConfigProblem {
  readonly name: string;
  readonly problem: string;
}

/** Every bad setting of a service at once. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ name, problem }) => `${name}: ${problem}`).join("\n"));
    this.problems = problems;
  }
}
