export interface Scenario {
  readonly about: string;
  /** Where DURATION says nothing; otherwise a minute. */
  readonly duration?: string;
}

/** By the name of their script. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  smoke: { about: "USERS people register, meet in rooms of ten, chat, and compare what came with the log" },
  ramp: { about: "connections in five steps up to MAX_CONNECTIONS" },
  "hot-room": { about: "MAX_CONNECTIONS in one room, in which MESSAGES_PER_SECOND are said" },
  busy: { about: "MESSAGES_PER_SECOND over ROOMS, whether or not those before were answered" },
  "reconnect-storm": { about: "MAX_CONNECTIONS go away at once, three times, and come back for what they missed" },
  rest: { about: "REQUESTS_PER_SECOND of what programs ask the REST API" },
  soak: { about: "as smoke, for half an hour", duration: "30m" },
};
