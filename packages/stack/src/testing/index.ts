export { describeSchema, loadDump, type SchemaDescription } from "./describe-schema.ts";
export { otlpReceiver, type OtlpReceiver, type ReceivedSpan, showSpan, spanTree } from "./otlp-receiver.ts";
export { type RunningService, startService } from "./start-service.ts";
export { testDatabase, type TestDatabase, testServiceRole } from "./test-database.ts";
export { testRedis, type TestRedis } from "./test-redis.ts";
export { noS3, testS3, type TestS3 } from "./test-s3.ts";
export { waitFor } from "./wait-for.ts";
