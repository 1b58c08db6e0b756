const own = clockFor(undefined);

/** The time of day, as the reader's language writes it, or the given one. */
export function clockTime(time: string, language?: string): string {
  return (language === undefined ? own : clockFor(language)).format(new Date(time));
}

function clockFor(language: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { timeStyle: "short" });
}
