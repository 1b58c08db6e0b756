import { type KnownPerson, toldFields } from "./known-person.ts";

/**
 * Whom a frame or an answer names, in its order: whatever in it has a `username`, with the id that stands beside it. So
 * nothing has to be added here for what a later release tells of people.
 */
export function tellings(told: unknown): KnownPerson[] {
  const people: KnownPerson[] = [];
  collect(told, people);
  return people;
}

function collect(told: unknown, people: KnownPerson[]): void {
  if (typeof told !== "object" || told === null) return;
  if ("username" in told) {
    const person = toPerson(told);
    if (person !== undefined) people.push(person);
  }
  for (const part of Object.values(told)) collect(part, people);
}

/** By `user_id`; of a `room_updated` by `actor_id`, whose name it tells and no more, and of an account by `id`. */
function toPerson(told: Readonly<Record<string, unknown>>): KnownPerson | undefined {
  const userId = told["user_id"] ?? told["actor_id"] ?? told["id"];
  if (typeof userId !== "number") return undefined;
  const fields = toldFields.flatMap((field) => (typeof told[field] === "string" ? [[field, told[field]]] : []));
  const { username, ...more }: Partial<KnownPerson> = Object.fromEntries(fields);
  const name = { user_id: userId, ...(username === undefined ? {} : { username }) };
  if ("actor_id" in told) return name;
  // An account without a picture says nothing of one.
  return { ...name, ...("display_name" in told ? { avatar_url: "" } : {}), ...more };
}
