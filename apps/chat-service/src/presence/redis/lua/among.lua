-- ARGV: prefix, room, then users. Answers those of them who are present.
local answer = {}
for at = 3, #ARGV do
  if redis.call('HGET', key('holds:' .. ARGV[2]), ARGV[at]) then
    answer[#answer + 1] = ARGV[at]
  end
end
return answer
