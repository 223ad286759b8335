-- What the scripts about one match have in common; each is run behind this. Times are in ms, by the clock of Redis.
-- grants: people by when their grant lapses, and free of them those who take a free place; grant: what it says.
-- watches: `person|process` by when it lapses; processes: by which a person watches; viewers: who does, in order.
-- audience: how many matches of the tournament a person watches.
local grants, grant, free, watches, processes, viewers, audience, matchPeak, tournamentPeak = unpack(KEYS)

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function dropGrant(person)
  redis.call('ZREM', grants, person)
  redis.call('ZREM', free, person)
  redis.call('HDEL', grant, person)
end

-- Has a person watch no longer by one process, or by any; returns whether they were counted, and are no more.
local function unwatch(person, process)
  local by = redis.call('HGET', processes, person)
  if not by then return false end
  local others = {}
  for id in string.gmatch(by, '%S+') do
    if process and id ~= process then
      others[#others + 1] = id
    else
      redis.call('ZREM', watches, person .. '|' .. id)
    end
  end
  if #others > 0 then
    redis.call('HSET', processes, person, table.concat(others, ' '))
    return false
  end
  redis.call('HDEL', processes, person)
  redis.call('ZREM', viewers, person)
  if redis.call('HINCRBY', audience, person, -1) <= 0 then redis.call('HDEL', audience, person) end
  return true
end
