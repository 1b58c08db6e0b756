import { localSetting } from "./local-setting.ts";

const setting = localSetting("link-previews");

/** Whether the links of what one writes in this browser are shown with what they lead to. */
export const linkPreviewsSetting = {
  read: (): boolean => setting.read() !== "off",
  write: (isOn: boolean) => setting.write(isOn ? undefined : "off"),
};
