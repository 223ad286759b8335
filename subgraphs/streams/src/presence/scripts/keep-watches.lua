local process, watchTtl, grantTtl, peakTtl = unpack(ARGV, 1, 4)
local people = { unpack(ARGV, 5) }

local lost, kept, renewedGrants, watchNames, renewedWatches = {}, {}, {}, {}, {}
local grantLapses = redis.call('ZMSCORE', grants, unpack(people))
for index, person in ipairs(people) do
  local lapsesAt = grantLapses[index]
  if lapsesAt and tonumber(lapsesAt) > now then
    kept[#kept + 1] = person
    renewedGrants[#renewedGrants + 1] = now + grantTtl
    renewedGrants[#renewedGrants + 1] = person
    watchNames[#watchNames + 1] = person .. '|' .. process
    renewedWatches[#renewedWatches + 1] = now + watchTtl
    renewedWatches[#renewedWatches + 1] = watchNames[#watchNames]
  else
    lost[#lost + 1] = person
  end
end
if #kept == 0 then return { 0, lost } end

local watchLapses = redis.call('ZMSCORE', watches, unpack(watchNames))
redis.call('ZADD', grants, 'XX', unpack(renewedGrants))
redis.call('ZADD', free, 'XX', unpack(renewedGrants))
redis.call('ZADD', watches, unpack(renewedWatches))

local countChanged = 0
for index, person in ipairs(kept) do
  if not watchLapses[index] then
    local others = redis.call('HGET', processes, person)
    redis.call('HSET', processes, person, others and others .. ' ' .. process or process)
    if not others then
      redis.call('ZADD', viewers, 0, person)
      redis.call('HINCRBY', audience, person, 1)
      countChanged = 1
    end
  end
end

local function raise(peak, count)
  if count > tonumber(redis.call('GET', peak) or 0) then redis.call('SET', peak, count, 'PX', peakTtl) end
end
if countChanged == 1 then
  raise(matchPeak, redis.call('ZCARD', viewers))
  raise(tournamentPeak, redis.call('HLEN', audience))
end
return { countChanged, lost }
