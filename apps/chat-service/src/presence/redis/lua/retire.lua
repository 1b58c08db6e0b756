-- ARGV: prefix, holder, ms. With 0 ms the holder's entries may be removed at once, else after that time.
if ARGV[3] ~= '0' then
  redis.call('ZADD', key('instances'), 'XX', now_ms() + tonumber(ARGV[3]), ARGV[2])
else
  redis.call('ZREM', key('instances'), ARGV[2])
  redis.call('HDEL', key('says'), ARGV[2])
  redis.call('SADD', key('dead'), ARGV[2])
end
