import {
  AtSign,
  Ban,
  Crown,
  type LucideIcon,
  MessageCircle,
  Mic,
  MicOff,
  Shield,
  User,
  UserCheck,
  UserMinus,
  UserX,
} from "lucide-react";
import type { PersonAction } from "./person-action.ts";

/** What ends something stands out. */
export const personActionLooks: {
  readonly [Action in PersonAction]: { readonly icon: LucideIcon; readonly tone?: "bad" };
} = {
  message: { icon: MessageCircle },
  mention: { icon: AtSign },
  mute: { icon: MicOff },
  unmute: { icon: Mic },
  remove: { icon: UserMinus, tone: "bad" },
  ban: { icon: Ban, tone: "bad" },
  unban: { icon: UserCheck },
  owner: { icon: Crown },
  admin: { icon: Shield },
  member: { icon: User },
  block: { icon: UserX, tone: "bad" },
  unblock: { icon: UserCheck },
};
