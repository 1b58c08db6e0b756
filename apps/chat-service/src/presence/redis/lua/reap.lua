-- ARGV: prefix, most entries to remove, whether holders past their time are looked for ('1' or '0').
-- Removes entries of one dead holder. Answers false where there is none; else the time, whether the holder is done
-- with, and for each person who is nowhere else now (room, user, username, people in the room).
if ARGV[3] == '1' then
  local expired = redis.call('ZRANGEBYSCORE', key('instances'), '-inf', now_ms(), 'LIMIT', 0, 1)[1]
  if expired then
    redis.call('ZREM', key('instances'), expired)
    redis.call('HDEL', key('says'), expired)
    redis.call('SADD', key('dead'), expired)
  end
end
local holder = redis.call('SRANDMEMBER', key('dead'))
if not holder then
  return false
end
local on = key('on:' .. holder)
local answer = { now_us(), 0 }
for _, field in ipairs(redis.call('HRANDFIELD', on, tonumber(ARGV[2])) or {}) do
  local room, user = string.match(field, '^(%d+) (%d+)$')
  local username = release(holder, room, user)
  if username then
    answer[#answer + 1] = room
    answer[#answer + 1] = user
    answer[#answer + 1] = username
    answer[#answer + 1] = count(room)
  end
end
if redis.call('HLEN', on) == 0 then
  redis.call('SREM', key('dead'), holder)
  answer[2] = 1
end
return answer
