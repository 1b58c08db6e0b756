import type { Catalogue } from "./catalogue.ts";
import { enLater } from "./en/en-later.ts";
import { onSpeak, spoken } from "./t.ts";

/** What the pages say that most visits do not need, as `t`; only those pages may import it. */
export let later: Catalogue["later"] = enLater;

const follow = () => {
  later = spoken.later ?? enLater;
};
follow();
onSpeak(follow);
