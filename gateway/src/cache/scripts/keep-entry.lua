-- Keeps an entry, unless one of its tags has ended since it was asked for.
local entry = KEYS[1]
local since, value, lapses = tonumber(ARGV[1]), ARGV[2], ARGV[3]
for index = 2, #KEYS, 2 do
  local ended = redis.call('GET', KEYS[index])
  if ended and since < tonumber(ended) then return 0 end
end
redis.call('SET', entry, value, 'PXAT', lapses)
for index = 3, #KEYS, 2 do
  local members = KEYS[index]
  redis.call('ZREMRANGEBYSCORE', members, '-inf', math.floor(machine / 1000))
  redis.call('ZADD', members, lapses, entry)
  redis.call('PEXPIRE', members, ARGV[4])
end
return 1
