/** The room that the canary flies through (canary/): a migration makes it, private and with nobody in it but the service. */
export const canaryRoomId = 3;
