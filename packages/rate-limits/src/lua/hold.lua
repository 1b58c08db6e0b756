-- KEYS[1]: what the holders of a subject hold. ARGV: a holder, how many it holds, for how many ms that counts.
-- Answers how many the others hold.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ttl = tonumber(ARGV[3])
local held = redis.call('HGETALL', KEYS[1])
local others = 0
for i = 1, #held, 2 do
  local count, expires = string.match(held[i + 1], '^(%d+) (%d+)$')
  if tonumber(expires) < now then
    redis.call('HDEL', KEYS[1], held[i])
  elseif held[i] ~= ARGV[1] then
    others = others + tonumber(count)
  end
end
if ARGV[2] == '0' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. string.format('%.0f', now + ttl))
  redis.call('PEXPIRE', KEYS[1], ttl)
end
return others
