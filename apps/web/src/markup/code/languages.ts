/** What people call the languages that get colours. */
const names: Readonly<Record<string, readonly string[]>> = {
  bash: ["bash", "sh", "zsh", "shell", "console"],
  c: ["c", "h"],
  cpp: ["cpp", "c++", "cc", "hpp"],
  csharp: ["csharp", "c#", "cs"],
  css: ["css", "scss"],
  diff: ["diff", "patch"],
  dockerfile: ["dockerfile", "docker"],
  go: ["go", "golang"],
  ini: ["ini", "toml", "conf"],
  java: ["java"],
  javascript: ["javascript", "js", "jsx", "mjs", "cjs"],
  json: ["json", "json5", "jsonc"],
  kotlin: ["kotlin", "kt"],
  lua: ["lua"],
  makefile: ["makefile", "make", "mk"],
  markdown: ["markdown", "md"],
  php: ["php"],
  powershell: ["powershell", "ps", "ps1"],
  python: ["python", "py"],
  ruby: ["ruby", "rb"],
  rust: ["rust", "rs"],
  sql: ["sql", "pgsql", "postgres", "postgresql", "mysql", "sqlite"],
  swift: ["swift"],
  typescript: ["typescript", "ts", "tsx", "mts"],
  xml: ["xml", "html", "svg", "xhtml"],
  yaml: ["yaml", "yml"],
};

const languages = new Map(
  Object.entries(names).flatMap(([language, all]) => all.map((name) => [name, language] as const)),
);

export function isKnownLanguage(name: string): boolean {
  return languages.has(name.toLowerCase());
}

/** The language that a fence names. */
export function languageOf(name: string): string | undefined {
  return languages.get(name.toLowerCase());
}
