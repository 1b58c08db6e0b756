-- ARGV: prefix, holder, then (operation, room, user, username) for each change.
-- Answers false where the holder is not registered (any more); else the time and, for each person who came or went,
-- (position of the change, people in the room, username).
local holder = ARGV[2]
if not redis.call('ZSCORE', key('instances'), holder) then
  return false
end
local answer = { now_us() }
for at = 3, #ARGV, 4 do
  local operation, room, user, username = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
  local changed = false
  if operation == 'enter' then
    changed = take(holder, room, user, username) and username
  elseif operation == 'exit' then
    changed = release(holder, room, user)
  else
    changed = evict(room, user)
  end
  if changed then
    answer[#answer + 1] = (at - 3) / 4
    answer[#answer + 1] = count(room)
    answer[#answer + 1] = changed
  end
end
return answer
