-- Counts of wrong passwords of one subject, in ms of Redis' clock: what memory-tally.ts does, for all instances.
-- KEYS: the counters, each "<ms at which all is forgiven> <ms until which tries are refused>".
-- ARGV: the step, the first and the longest delay, how many times it doubles; then for each counter its interval, its
-- tolerance, and what it does when it is over. Answers 0, or the number of the counter that refuses and for how long.
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local step, delay, longest, steps = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])

local function read(key)
  local full, refused = string.match(redis.call('GET', key) or '', '^(%S+) (%S+)$')
  return tonumber(full or 0), tonumber(refused or 0)
end

local function write(key, full, refused)
  if full <= now then
    redis.call('DEL', key)
  else
    redis.call('SET', key, string.format('%.3f %.3f', full, refused), 'PX', math.ceil(math.max(full, refused) - now))
  end
end

local refusing, wait = 0, 0
for i, key in ipairs(KEYS) do
  local interval, tolerance, over = tonumber(ARGV[2 + 3 * i]), tonumber(ARGV[3 + 3 * i]), ARGV[4 + 3 * i]
  local full, refused = read(key)
  if step == 'forgive' and over == 'delay' then
    redis.call('DEL', key)
  elseif step == 'forgive' or step == 'cancel' then
    write(key, full - interval, 0)
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
    local full = math.min(math.max(read(key), now) + interval, now + tolerance + steps * interval)
    local doubled = math.floor((full - now - tolerance) / interval + 0.5)
    local refused = 0
    if over == 'delay' and doubled >= 0 then
      refused = now + math.min(delay * 2 ^ doubled, longest)
    end
    write(key, full, refused)
  end
end
return { 0 }
