import type { NoticeFrame } from "@hubbub/client";
import { useMe } from "../../client/use-me.ts";
import { useMessageActions } from "../../messages/actions/message-actions-context.ts";
import { useNameOf } from "../../names/use-name-of.ts";
import { t } from "../../strings/t.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { namedBy, noticeText } from "./notice-text.ts";

/** What a notice says, and the way to the message that it is about. */
export function NoticeWords({ notices }: { notices: readonly NoticeFrame[] }) {
  const me = useMe();
  const nameOf = useNameOf(namedBy(notices));
  const { jump } = useMessageActions();
  const pin = notices.find((notice) => notice.type === "message_pinned");
  return (
    <>
      {noticeText(notices, me.id, nameOf)}
      {pin?.on === true && (
        <>
          {" "}
          <TextLink label={t.messages.quotes.show} onPress={() => jump(pin.target_seq)} />
        </>
      )}
    </>
  );
}
