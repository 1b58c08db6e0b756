import { PeoplePresence } from "@hubbub/client";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

export async function typingAndPresence(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Typing, and who is here");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  await until("ada sees that ben is here", here.state, ({ people }) =>
    people.some(({ user_id }) => user_id === ben.id),
  );
  say("ada sees that ben is here");
  there.setTyping(true);
  await until("ada sees ben typing", here.state, ({ typing }) => typing.length === 1);
  there.setTyping(false);
  await until("ada sees that ben stopped", here.state, ({ typing }) => typing.length === 0);
  say("ada sees ben typing, and that he stopped");

  const presence = new PeoplePresence(ada.client).of(ben.id);
  const bensOwn = new PeoplePresence(ben.client);
  await until("ada sees that ben is online", presence, (ben) => ben?.state === "online");
  bensOwn.set("away");
  await until("ada sees that ben went away", presence, (ben) => ben?.state === "away");
  bensOwn.set("online");
  await until("ada sees that ben is back", presence, (ben) => ben?.state === "online");
  say("ada sees ben online, away and back");
}
