-- What is kept under the keys and has not ended, after where the clock stands.
local epoch = tonumber(redis.call('GET', KEYS[2]) or 0)
local stamps = {}
local function endOf(tag)
  local stamp = stamps[tag] or tonumber(redis.call('GET', ARGV[1] .. tag) or 0)
  stamps[tag] = stamp
  return stamp
end
local function isOver(value)
  local since, tags = string.match(value, '^(%d+) %d+ ([^\n]*)\n')
  if not since or tonumber(since) < epoch then return true end
  for tag in string.gmatch(tags, '%S+') do
    if tonumber(since) < endOf(tag) then return true end
  end
  return false
end

local found = { redis.call('GET', KEYS[1]) or '0' }
if #KEYS == 2 then return found end
for index, value in ipairs(redis.call('MGET', unpack(KEYS, 3))) do
  found[index + 1] = value and not isOver(value) and value
end
return found
