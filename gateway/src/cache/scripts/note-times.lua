-- Moves the order of changes on, and stamps each of the names in a set with it; what is older than anything that it could
-- forbid is dropped from there. The order begins with the machine's time in microseconds, so that it goes on from where it
-- was if it is lost, and after that no two changes are told the same, nor an earlier one than before. An order that begins
-- anew ends all that is from before: what had ended of it is no longer known.
local clock, ends, set = KEYS[1], KEYS[2], KEYS[3]
local parts = redis.call('TIME')
local machine = tonumber(parts[1]) * 1000000 + tonumber(parts[2])
local last = redis.call('GET', clock)
local stamp = string.format('%.0f', math.max(tonumber(last or 0), machine) + 1)
redis.call('SET', clock, stamp)
if not last then redis.call('ZADD', ends, stamp, '*') end
for index = 2, #ARGV do redis.call('ZADD', set, stamp, ARGV[index]) end
redis.call('ZREMRANGEBYSCORE', set, '-inf', string.format('%.0f', tonumber(stamp) - tonumber(ARGV[1])))
