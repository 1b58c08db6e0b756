import type { Catalogue } from "./catalogue.ts";
import { enLater } from "./en/en-later.ts";
import { onSpeak, spoken } from "./t.ts";

/** What parts say that are loaded when they are opened, as `t`; only those parts may import it. */
export let later: Catalogue["later"] = enLater;

const follow = () => {
  later = spoken.later ?? enLater;
};
follow();
onSpeak(follow);
