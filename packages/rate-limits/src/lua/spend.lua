-- The generic cell rate algorithm over all keys of one subject, in µs of Redis' clock: all are charged, or none.
-- ARGV: "spend" or "settle" (charged whatever it comes to), then for each key its tolerance and its cost.
-- Answers 0 and how long until each is full again, or the number of the key that refuses and how long to wait.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local full, refusing, wait = {}, 0, 0
for i, key in ipairs(KEYS) do
  local tolerance, cost = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  local before = math.max(tonumber(redis.call('GET', key) or 0), now)
  if ARGV[1] == 'settle' then
    -- A debt is paid back, but no more of it than a second burst.
    full[i] = math.min(before + cost, math.max(before, now + 2 * tolerance))
  else
    full[i] = before + math.min(cost, tolerance)
    local late = full[i] - tolerance - now
    if late > wait then
      refusing, wait = i, late
    end
  end
end
if refusing > 0 then
  return { refusing, string.format('%.0f', wait) }
end
local answer = { 0 }
for i, key in ipairs(KEYS) do
  redis.call('SET', key, string.format('%.0f', full[i]), 'PX', math.ceil((full[i] - now) / 1000) + 1)
  answer[i + 1] = string.format('%.0f', full[i] - now)
end
return answer
