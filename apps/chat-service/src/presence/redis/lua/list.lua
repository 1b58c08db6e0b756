-- ARGV: prefix, then (room, limit) for each list. Answers (people in the room, the first of them) for each.
local answer = {}
for at = 2, #ARGV, 2 do
  answer[#answer + 1] = count(ARGV[at])
  answer[#answer + 1] = redis.call('ZRANGE', key('people:' .. ARGV[at]), 0, tonumber(ARGV[at + 1]) - 1)
end
return answer
