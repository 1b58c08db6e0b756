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

/** What is asked about first says so by its dots. */
export const personActionWords: {
  readonly [Action in PersonAction]: { readonly icon: LucideIcon; readonly label: string; readonly tone?: "bad" };
} = {
  message: { icon: MessageCircle, label: "Message" },
  mention: { icon: AtSign, label: "Mention" },
  mute: { icon: MicOff, label: "Mute…" },
  unmute: { icon: Mic, label: "Unmute" },
  remove: { icon: UserMinus, label: "Remove from the room…", tone: "bad" },
  ban: { icon: Ban, label: "Ban…", tone: "bad" },
  unban: { icon: UserCheck, label: "Lift ban" },
  owner: { icon: Crown, label: "Make owner" },
  admin: { icon: Shield, label: "Make admin" },
  member: { icon: User, label: "Make member" },
  block: { icon: UserX, label: "Block…", tone: "bad" },
  unblock: { icon: UserCheck, label: "Unblock" },
};
