export { describeSchema, loadDump, type SchemaDescription } from "./describe-schema.ts";
export { testDatabase, type TestDatabase, testServiceRole } from "./test-database.ts";
export { testRedis, type TestRedis } from "./test-redis.ts";
export { noS3, testS3, type TestS3 } from "./test-s3.ts";
export { waitFor } from "./wait-for.ts";
