import { EmojiPicker as Picker } from "frimousse";
import { useState } from "react";
import { useMe } from "../client/use-me.ts";
import { type SkinTone, skinTone as keptTone, skinTones } from "../storage/skin-tone.ts";
import { usedEmoji } from "../storage/used-emoji.ts";
import { isLanguage, type Language } from "../strings/languages.ts";
import { later } from "../strings/later.ts";
import { spoken } from "../strings/t.ts";
import { finePointer } from "../ui/media.ts";
import { Delayed } from "../ui/waiting/delayed.tsx";
import { loadEmoji } from "./load-emoji.ts";

/** All emoji, those first that one used last, found by their names in the language of the page. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const me = useMe();
  const [skinTone, setSkinTone] = useState(() => keptTone.read());
  const [recent] = useState(() => usedEmoji.recent(me.id));
  return (
    <Picker.Root
      locale={spoken.language}
      skinTone={skinTone}
      columns={columns}
      resolveEmojiData={(locale) => dataFor(isLanguage(locale) ? locale : "en", recent)}
      onEmojiSelect={({ emoji }) => onPick(emoji)}
      className="flex h-90 w-80 max-w-full flex-col phone:h-[60dvh] phone:w-full"
    >
      <div className="flex items-center gap-1.5 p-1">
        <Picker.Search
          aria-label={later.emoji.search}
          placeholder={later.emoji.search}
          autoFocus={matchMedia(finePointer).matches}
          className="min-w-0 flex-1 rounded-lg border border-edge bg-raised px-2.5 py-1.5 text-mid touch:min-h-11 touch:text-base"
        />
        <Picker.SkinToneSelector
          aria-label={later.emoji.skinTone}
          title={later.emoji.skinTone}
          onClick={() => {
            const next = skinTones[(skinTones.indexOf(skinTone) + 1) % skinTones.length] ?? "none";
            setSkinTone(next);
            keptTone.write(next);
          }}
          className="grid size-8 shrink-0 place-items-center rounded-lg text-lg hover:bg-hover touch:size-11"
        />
      </div>
      <Picker.Viewport className="min-h-0 flex-1 outline-none">
        <Picker.Loading className="block p-3 text-mid text-soft">
          <Delayed>{later.emoji.loading}</Delayed>
        </Picker.Loading>
        <Picker.Empty className="block p-3 text-mid text-soft">{later.emoji.none}</Picker.Empty>
        <Picker.List components={{ CategoryHeader, Row, Emoji }} className="pb-1 select-none" />
      </Picker.Viewport>
    </Picker.Root>
  );
}

const columns = 8;

type Components = Required<NonNullable<Parameters<typeof Picker.List>[0]["components"]>>;

const CategoryHeader: Components["CategoryHeader"] = ({ category, ...props }) => (
  <div {...props} className="bg-raised px-2 pt-2 pb-1 text-small text-soft">
    {category.label}
  </div>
);

const Row: Components["Row"] = ({ children, ...props }) => (
  <div {...props} aria-rowindex={fromOne(props["aria-rowindex"])} className="flex px-1">
    {children}
  </div>
);

const Emoji: Components["Emoji"] = ({ emoji, ...props }) => (
  <button
    {...props}
    // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- it is a gridcell
    aria-colindex={fromOne(props["aria-colindex"])}
    type="button"
    title={emoji.label}
    className="grid h-9 w-[12.5%] place-items-center rounded-lg text-xl data-[active]:bg-hover phone:h-11"
  >
    {emoji.emoji}
  </button>
);

/** ARIA counts from one, the library from zero. */
function fromOne(index: number | undefined): number | undefined {
  return index === undefined ? undefined : index + 1;
}

const recentCategory = 0;

async function dataFor(language: Language, recent: readonly string[]) {
  const all = (await loadEmoji(language)).map(({ emoji, label, tags, names, group, skins }) => ({
    emoji,
    label,
    tags: [...tags, ...names],
    aliases: [...names],
    category: group + 1,
    version: 1,
    ...(skins.length === 5 ? { skins: toSkins(skins) } : {}),
  }));
  const known = new Map(all.flatMap((one) => [[one.emoji, one] as const, ...skinsOf(one)]));
  const latest = recent.slice(0, 2 * columns).flatMap((emoji) => {
    const one = known.get(emoji);
    return one === undefined ? [] : { ...one, emoji, category: recentCategory, skins: undefined };
  });
  const { groups: labels } = later.emoji;
  const groups = labels.map((label, index) => ({ index: index + 1, label }));
  return {
    locale: language,
    emojis: [...latest, ...all],
    categories: [
      ...(latest.length > 0 ? [{ index: recentCategory, label: later.emoji.recent }] : []),
      ...groups.filter(({ label }) => label !== ""),
    ],
    skinTones: later.emoji.skinTones,
  };
}

type Skins = Record<Exclude<SkinTone, "none">, string>;

function toSkins([light = "", mediumLight = "", medium = "", mediumDark = "", dark = ""]: readonly string[]): Skins {
  return { light, "medium-light": mediumLight, medium, "medium-dark": mediumDark, dark };
}

function skinsOf<One extends { readonly skins?: Skins }>(one: One) {
  return Object.values(one.skins ?? {}).map((emoji) => [emoji, one] as const);
}
