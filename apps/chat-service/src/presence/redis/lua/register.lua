-- ARGV: prefix, holder, ms until it counts as dead, a name for the store if it has none, what it says of itself.
-- Answers the store's name and whether the holder was registered before.
redis.call('SET', key('store'), ARGV[4], 'NX')
local known = redis.call('ZSCORE', key('instances'), ARGV[2])
redis.call('ZADD', key('instances'), now_ms() + tonumber(ARGV[3]), ARGV[2])
redis.call('HSET', key('says'), ARGV[2], ARGV[5])
return { redis.call('GET', key('store')), known and 1 or 0 }
