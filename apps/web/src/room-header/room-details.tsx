import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { useState } from "react";
import { AvatarField } from "../avatars/avatar-field.tsx";
import { useClient } from "../client/use-client.ts";
import { RoomFace } from "../rooms/room-face.tsx";
import { dateFormat } from "../strings/formats.ts";
import { later } from "../strings/later.ts";
import { t } from "../strings/t.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormMessage } from "../ui/problems/form-message.tsx";
import { useSubmit } from "../ui/problems/use-submit.ts";
import { TextField } from "../ui/text-field.tsx";

const dates = dateFormat({ dateStyle: "long" });

/** What there is to know about a room; its owner and admins change name, topic and whether links have previews here, its owner how long messages are kept. */
export function RoomDetails({
  room,
  role,
  onClose,
}: {
  room: Room;
  role: MemberRole | undefined;
  onClose: () => void;
}) {
  const mayChange = (role === "owner" || role === "admin") && room.archived_at === undefined;
  return (
    <Dialog title={room.name} onClose={onClose}>
      {mayChange && <RoomPicture room={room} />}
      {mayChange && <ChangeForm room={room} isOwner={role === "owner"} onDone={onClose} />}
      {!mayChange && <p className="mb-4 wrap-anywhere">{room.topic === "" ? later.roomHeader.noTopic : room.topic}</p>}
      <ul className={`space-y-1 text-mid text-soft ${mayChange ? "mt-5 border-t border-line pt-4" : ""}`}>
        <li>{later.roomHeader.kinds[room.type]}</li>
        <li>{t.ui.peopleCount(room.member_count)}</li>
        {room.retention_days !== undefined && <li>{later.roomHeader.kept(room.retention_days)}</li>}
        {room.link_previews === false && !mayChange && <li>{later.roomHeader.noPreviews}</li>}
        <li>{later.roomHeader.made(dates().format(new Date(room.created_at)))}</li>
        {role !== undefined && role !== "member" && (
          <li>{role === "owner" ? later.roomHeader.youOwn : later.roomHeader.youAdmin}</li>
        )}
      </ul>
    </Dialog>
  );
}

function RoomPicture({ room }: { room: Room }) {
  const { rooms } = useClient();
  return (
    <div className="mb-4 border-b border-line pb-4">
      <AvatarField
        face={<RoomFace room={room} size={20} />}
        hasPicture={room.avatar_url !== undefined}
        says={later.avatars.ofRoom}
        onSet={(picture, signal) => rooms.setAvatar(room.id, picture, { signal })}
        onRemove={() => rooms.removeAvatar(room.id)}
      />
    </div>
  );
}

function ChangeForm({ room, isOwner, onDone }: { room: Room; isOwner: boolean; onDone: () => void }) {
  const { rooms } = useClient();
  const [hasPreviews, setHasPreviews] = useState(room.link_previews ?? true);
  const form = useSubmit(["name", "topic", "retention_days"], async (values) => {
    const name = values.text("name");
    const topic = values.text("topic");
    const days = isOwner ? Number(values.text("retention_days")) : (room.retention_days ?? 0);
    const change = {
      ...(name === room.name ? {} : { name }),
      ...(topic === room.topic ? {} : { topic }),
      ...(days === (room.retention_days ?? 0) ? {} : { retention_days: days }),
      ...(hasPreviews === (room.link_previews ?? true) ? {} : { link_previews: hasPreviews }),
    };
    if (Object.keys(change).length > 0) await rooms.update(room.id, change);
    onDone();
  });
  return (
    <form noValidate onSubmit={form.onSubmit} className="space-y-4">
      <TextField
        label={later.ui.name}
        name="name"
        defaultValue={room.name}
        autoComplete="off"
        error={form.errorOf("name")}
      />
      <TextField
        label={later.ui.topic}
        name="topic"
        defaultValue={room.topic}
        autoComplete="off"
        error={form.errorOf("topic")}
      />
      {isOwner && (
        <TextField
          label={later.roomHeader.keepDays}
          name="retention_days"
          type="number"
          inputMode="numeric"
          min={0}
          defaultValue={room.retention_days}
          placeholder={later.roomHeader.keepPlaceholder}
          autoComplete="off"
          hint={later.roomHeader.keepHint}
          error={form.errorOf("retention_days")}
        />
      )}
      <label className="flex min-h-8 items-center gap-2 touch:min-h-11">
        <input
          type="checkbox"
          checked={hasPreviews}
          onChange={({ target }) => setHasPreviews(target.checked)}
          className="size-4 shrink-0 accent-accent"
        />
        {later.roomHeader.showPreviews}
      </label>
      <FormMessage problem={form.problem} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" busy={form.busy} disabled={form.isHeld}>
          {later.ui.save}
        </Button>
      </div>
    </form>
  );
}
