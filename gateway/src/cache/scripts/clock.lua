-- The order of changes that all gateways share. It begins with the machine's time, so that it goes on where it is
-- lost with all that was kept, and after that no two changes are told the same, nor an earlier one than before.
local parts = redis.call('TIME')
local machine = tonumber(parts[1]) * 1000000 + tonumber(parts[2])
local function advance(key)
  local stamp = string.format('%.0f', math.max(tonumber(redis.call('GET', key) or 0), machine) + 1)
  redis.call('SET', key, stamp)
  return stamp
end
