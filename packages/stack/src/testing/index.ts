export { testDatabase, type TestDatabase } from "./test-database.ts";
export { testRedis, type TestRedis } from "./test-redis.ts";
