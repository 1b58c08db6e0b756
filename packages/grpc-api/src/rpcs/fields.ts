import { maxClientMsgIdBytes, maxContentCodePoints } from "@hubbub/ws-protocol";
import { inUseCase, text, time, whole } from "./field-rule.ts";
import {
  maxBanReasonCodePoints,
  maxDisplayNameCodePoints,
  maxEmailBytes,
  maxEmojiCodePoints,
  maxFileIdChars,
  maxPageSize,
  maxPageTokenChars,
  maxPasswordCodePoints,
  maxRoomNameCodePoints,
  maxTopicCodePoints,
  maxUsernameChars,
  maxUsernameCodePoints,
  minUsernameChars,
} from "./limits.ts";
import { orZero } from "./rpc.ts";

/** Fields that several methods have. */

export const id = whole(1, Number.MAX_SAFE_INTEGER);
/** 0: before the first event. */
export const seq = whole(0, Number.MAX_SAFE_INTEGER);

export const page = {
  pageSize: orZero(whole(1, maxPageSize)),
  pageToken: orZero(text({ maxChars: maxPageTokenChars })),
} as const;

export const roomName = inUseCase(
  text({
    minChars: 1,
    maxChars: maxRoomNameCodePoints,
    besides: "Something in it can be seen, and it has no control characters.",
  }),
);
export const topic = inUseCase(text({ maxChars: maxTopicCodePoints, besides: "Without control characters." }));
export const banReason = inUseCase(text({ maxChars: maxBanReasonCodePoints, besides: "Without control characters." }));
/** Of a ban, a mute: checked against the clock. */
export const until = inUseCase(time);
/** Of a message that may bring files along. */
export const contentOrFiles = inUseCase(
  text({ maxChars: maxContentCodePoints, besides: "Something in it can be seen, unless it brings files along." }),
);
export const emoji = inUseCase(
  text({ minChars: 1, maxChars: maxEmojiCodePoints, besides: "Something in it can be seen." }),
);
export const clientMsgId = inUseCase(text({ maxBytes: maxClientMsgIdBytes }));

export const newUsername = inUseCase(
  text({
    minChars: minUsernameChars,
    maxChars: maxUsernameChars,
    shape: {
      pattern: "[A-Za-z0-9][A-Za-z0-9_.-]*",
      complaint: "may contain only the letters A–Z, digits, and . _ -, and begins with a letter or a digit",
    },
    besides: "Some are reserved, such as `admin`.",
  }),
);
export const newEmail = inUseCase(text({ minChars: 1, maxBytes: maxEmailBytes, format: "email" }));
export const givenPassword = inUseCase(text({ minChars: 1, maxChars: maxPasswordCodePoints, format: "password" }));
export const newPassword = {
  ...givenPassword,
  besides: "At least 8 characters, or as many as the server is set to ask for; none that many people use.",
};
export const newDisplayName = inUseCase(
  text({
    maxChars: maxDisplayNameCodePoints,
    besides: "Empty, or something in it can be seen; none that is reserved.",
  }),
);
/** By which somebody signs in: no name is longer than an email address may be. */
export const ownName = inUseCase(text({ maxBytes: maxEmailBytes }));

/** As an upload was answered with. */
export const fileId = text({ minChars: 1, maxChars: maxFileIdChars });

export const username = text({ maxChars: maxUsernameCodePoints });
