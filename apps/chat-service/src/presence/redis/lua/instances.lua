-- ARGV: prefix. Answers what each holder that lives says of itself; '' for one that says nothing.
local answer = {}
for _, holder in ipairs(redis.call('ZRANGEBYSCORE', key('instances'), '(' .. now_ms(), '+inf')) do
  answer[#answer + 1] = redis.call('HGET', key('says'), holder) or ''
end
return answer
