-- Moves the order of changes on, and stamps each of the keys with it. It begins with the machine's time, so that it goes
-- on from where it was if it is lost, and after that no two changes are told the same, nor an earlier one than before.
local parts = redis.call('TIME')
local machine = tonumber(parts[1]) * 1000000 + tonumber(parts[2])
local stamp = string.format('%.0f', math.max(tonumber(redis.call('GET', KEYS[1]) or 0), machine) + 1)
redis.call('SET', KEYS[1], stamp)
for index = 2, #KEYS do redis.call('SET', KEYS[index], stamp, 'PX', ARGV[1]) end
