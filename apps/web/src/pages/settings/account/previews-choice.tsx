import { useState } from "react";
import { later } from "../../../strings/later.ts";
import { linkPreviewsSetting } from "../../../storage/link-previews-setting.ts";

/** Whether others see what one's own links lead to. */
export function PreviewsChoice() {
  const [isOn, setOn] = useState(linkPreviewsSetting.read);
  const words = later.settings.previews;
  return (
    <section aria-label={words.title} className="flex flex-wrap items-center gap-x-6 gap-y-3 px-4 py-4">
      <div className="min-w-60 flex-1">
        <h2 className="text-base">{words.title}</h2>
        <p className="text-mid text-soft">{words.says}</p>
      </div>
      <label className="flex min-h-10.5 items-center gap-2 touch:min-h-11">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ target: { checked } }) => {
            linkPreviewsSetting.write(checked);
            setOn(linkPreviewsSetting.read());
          }}
          className="size-4 shrink-0 accent-accent"
        />
        {words.show}
      </label>
    </section>
  );
}
