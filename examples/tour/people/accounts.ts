import { Person } from "../person.ts";
import { refuses } from "../refuses.ts";
import { say } from "../say.ts";
import { password, suffix, url } from "../setting.ts";
import { stopAt } from "../stop-at.ts";

export async function accounts(ada: Person, ben: Person): Promise<void> {
  stopAt("Accounts");
  await ada.signUp(`ada-${suffix}`, password);
  await ben.signUp(`ben-${suffix}`, password);
  await refuses("unauthenticated", new Person(url, 4).signIn(ada.name, "a wrong password"));
  await ben.client.signOut();
  await ben.signIn(`ben-${suffix}@example.org`, password);
  await ben.moveAwayFrom(ada.instance);
  say(`ada is ${ada.name} on ${ada.instance}, ben is ${ben.name} on ${ben.instance}`);
}
