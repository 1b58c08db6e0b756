-- Put before each script. All keys share one hash tag, so that presence lives in one slot of a cluster.
--   instances            sorted set: holder -> when it counts as dead (ms, Redis' clock)
--   says                 hash: holder -> what it says of itself; an earlier release says nothing
--   dead                 set: holders whose entries are being removed
--   store                text: names this data; another one means that the data was lost
--   on:<holder>          hash: "<room> <user>" -> username
--   holds:<room>         hash: user -> how many holders have this person there
--   people:<room>        sorted set, all scores 0: "<username> <user>", who is present, in the order of lists
local prefix = ARGV[1]

local function key(name)
  return prefix .. name
end

-- Microseconds of Redis' clock: orders the changes of all instances.
local function now_us()
  local time = redis.call('TIME')
  return time[1] .. string.format('%06d', tonumber(time[2]))
end

local function now_ms()
  return math.floor(tonumber(now_us()) / 1000)
end

local function count(room)
  return redis.call('ZCARD', key('people:' .. room))
end

-- One holder more for a person in a room; answers whether that made them present.
local function take(holder, room, user, username)
  if redis.call('HSETNX', key('on:' .. holder), room .. ' ' .. user, username) == 0 then
    return false
  end
  if redis.call('HINCRBY', key('holds:' .. room), user, 1) > 1 then
    return false
  end
  return redis.call('ZADD', key('people:' .. room), 0, username .. ' ' .. user) == 1
end

-- One holder fewer; answers the username if nobody is left who holds this person there.
local function release(holder, room, user)
  local field = room .. ' ' .. user
  local username = redis.call('HGET', key('on:' .. holder), field)
  if not username then
    return false
  end
  redis.call('HDEL', key('on:' .. holder), field)
  if redis.call('HINCRBY', key('holds:' .. room), user, -1) > 0 then
    return false
  end
  redis.call('HDEL', key('holds:' .. room), user)
  if redis.call('ZREM', key('people:' .. room), username .. ' ' .. user) == 0 then
    return false
  end
  return username
end

-- Removes a person from a room whoever holds them; answers the username if they were present.
local function evict(room, user)
  local field = room .. ' ' .. user
  local found = false
  local holders = redis.call('ZRANGE', key('instances'), 0, -1)
  for _, dead in ipairs(redis.call('SMEMBERS', key('dead'))) do
    holders[#holders + 1] = dead
  end
  for _, holder in ipairs(holders) do
    local username = redis.call('HGET', key('on:' .. holder), field)
    if username then
      redis.call('HDEL', key('on:' .. holder), field)
      found = username
    end
  end
  redis.call('HDEL', key('holds:' .. room), user)
  if found then
    redis.call('ZREM', key('people:' .. room), found .. ' ' .. user)
  end
  return found
end
