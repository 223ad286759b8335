-- Moves the order of changes on, and stamps each of the names in a set with it; what is older than anything that it could
-- forbid is dropped from there. The order begins with the machine's time in microseconds, so that it goes on from where it
-- was if it is lost, and after that no two changes are told the same, nor an earlier one than before.
local parts = redis.call('TIME')
local machine = tonumber(parts[1]) * 1000000 + tonumber(parts[2])
local stamp = string.format('%.0f', math.max(tonumber(redis.call('GET', KEYS[1]) or 0), machine) + 1)
redis.call('SET', KEYS[1], stamp)
for index = 2, #ARGV do redis.call('ZADD', KEYS[2], stamp, ARGV[index]) end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', tonumber(stamp) - tonumber(ARGV[1])))
