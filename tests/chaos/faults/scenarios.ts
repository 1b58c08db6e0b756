import type { Scenario } from "../run/scenario.ts";
import { badItemsAmongGood } from "./bad-items-among-good.ts";
import { cutOneInstanceOffRedis } from "./cut-one-instance-off-redis.ts";
import { dieBeforePublish } from "./die-before-publish.ts";
import { dropEveryClient } from "./drop-every-client.ts";
import { dropSubscribers } from "./drop-subscribers.ts";
import { earlierReleaseBeside } from "./earlier-release-beside.ts";
import { killBothChatInstances } from "./kill-both-chat-instances.ts";
import { killChatInstance } from "./kill-chat-instance.ts";
import { killDuringPreviews } from "./kill-during-previews.ts";
import { killDuringUploads } from "./kill-during-uploads.ts";
import { killNginxGroup } from "./kill-nginx-group.ts";
import { killNginxMaster } from "./kill-nginx-master.ts";
import { killPostgres } from "./kill-postgres.ts";
import { killRedisTwice } from "./kill-redis-twice.ts";
import { killUserService } from "./kill-user-service.ts";
import { loseCommitAnswers } from "./lose-commit-answers.ts";
import { noFault } from "./no-fault.ts";
import { pauseChatInstance } from "./pause-chat-instance.ts";
import { pausePostgres } from "./pause-postgres.ts";
import { pauseRedis } from "./pause-redis.ts";
import { raceDuplicateSends } from "./race-duplicate-sends.ts";
import { redisAway } from "./redis-away.ts";
import { removeMemberWithQueuedSends } from "./remove-member-with-queued-sends.ts";
import { restoreOlderLog } from "./restore-older-log.ts";
import { revokeWhileCutOff } from "./revoke-while-cut-off.ts";
import { rollingRestart } from "./rolling-restart.ts";
import { stallReaders } from "./stall-readers.ts";

/** All of them, in the order of the table. */
export const scenarios: readonly Scenario[] = [
  noFault,
  killChatInstance,
  killBothChatInstances,
  killDuringUploads,
  killDuringPreviews,
  pauseChatInstance,
  rollingRestart,
  earlierReleaseBeside,
  killRedisTwice,
  pauseRedis,
  dropSubscribers,
  redisAway,
  cutOneInstanceOffRedis,
  killPostgres,
  pausePostgres,
  loseCommitAnswers,
  killNginxMaster,
  killNginxGroup,
  killUserService,
  dropEveryClient,
  stallReaders,
  raceDuplicateSends,
  badItemsAmongGood,
  removeMemberWithQueuedSends,
  revokeWhileCutOff,
  dieBeforePublish,
  restoreOlderLog,
];
