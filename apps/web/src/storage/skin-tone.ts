import { localSetting } from "./local-setting.ts";

/** From none to dark. */
export const skinTones = ["none", "light", "medium-light", "medium", "medium-dark", "dark"] as const;
export type SkinTone = (typeof skinTones)[number];

const setting = localSetting("skin-tone");

/** The skin that one's emoji have in this browser. */
export const skinTone = {
  read(): SkinTone {
    const kept = setting.read();
    return skinTones.find((tone) => tone === kept) ?? "none";
  },
  write: (tone: SkinTone) => setting.write(tone),
};
