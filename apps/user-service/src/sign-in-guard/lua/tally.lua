-- Counts of wrong passwords of one subject, in ms of Redis' clock: what memory-tally.ts does, for all instances.
-- KEYS: the counters, each "<ms at which all is forgiven> <ms until which tries are refused> <delays without a rest>".
-- ARGV: the step, the first and the longest delay, how many are counted over the limit; then for each counter its
-- interval, its tolerance, and what it does when it is over. Answers 0, or the number of the counter that refuses and for how long.
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local step, delay, longest, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])

local function read(key)
  local full, refused, delays = string.match(redis.call('GET', key) or '', '^(%S+) (%S+) (%S+)$')
  return tonumber(full or 0), tonumber(refused or 0), tonumber(delays or 0)
end

local function write(key, full, refused, delays)
  if full <= now then
    redis.call('DEL', key)
  else
    local value = string.format('%.3f %.3f %d', full, refused, delays)
    redis.call('SET', key, value, 'PX', math.ceil(math.max(full, refused) - now))
  end
end

local refusing, wait = 0, 0
for i, key in ipairs(KEYS) do
  local interval, tolerance, over = tonumber(ARGV[2 + 3 * i]), tonumber(ARGV[3 + 3 * i]), ARGV[4 + 3 * i]
  local full, refused, delays = read(key)
  if step == 'forgive' and over == 'delay' then
    redis.call('DEL', key)
  elseif step == 'forgive' or step == 'cancel' then
    write(key, full - interval, 0, delays)
  else
    local late = over == 'delay' and refused - now or math.max(full, now) + interval - tolerance - now
    if late > wait then
      refusing, wait = i, late
    end
  end
end
if refusing > 0 then
  return { refusing, math.ceil(wait) }
end
if step == 'count' then
  for i, key in ipairs(KEYS) do
    local interval, tolerance, over = tonumber(ARGV[2 + 3 * i]), tonumber(ARGV[3 + 3 * i]), ARGV[4 + 3 * i]
    local before, _, delays = read(key)
    local full = math.min(math.max(before, now) + interval, now + tolerance + most * interval)
    if over == 'delay' and full - now > tolerance - interval / 2 then
      write(key, full, now + math.min(delay * 2 ^ delays, longest), delays + 1)
    else
      write(key, full, 0, 0)
    end
  end
end
return { 0 }
