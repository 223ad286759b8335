local limit = ARGV[1]
local function lapsedOf(key) return redis.call('ZRANGEBYSCORE', key, '-inf', now, 'LIMIT', 0, limit) end

for _, person in ipairs(lapsedOf(grants)) do dropGrant(person) end

local gone = {}
for _, watch in ipairs(lapsedOf(watches)) do
  redis.call('ZREM', watches, watch)
  local person, process = string.match(watch, '^(.*)|(.*)$')
  if unwatch(person, process) then gone[#gone + 1] = person end
end

-- whatever is left lapses no sooner than this
local soonest = false
for _, key in ipairs({ grants, watches }) do
  local score = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')[2]
  if score and (not soonest or tonumber(score) < tonumber(soonest)) then soonest = score end
end
return { soonest, gone }
