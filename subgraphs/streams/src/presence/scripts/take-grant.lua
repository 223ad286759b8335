local person, role, given, isFree, freeLimit, ttl = unpack(ARGV)

local lapsesAt = redis.call('ZSCORE', grants, person)
if lapsesAt and tonumber(lapsesAt) > now then
  local held = redis.call('HGET', grant, person)
  if held and cjson.decode(held).role == role then
    redis.call('ZADD', grants, now + ttl, person)
    redis.call('ZADD', free, 'XX', now + ttl, person)
    return held
  end
end

if isFree == '1' then
  if redis.call('ZCOUNT', free, '(' .. now, '+inf') >= tonumber(freeLimit) then return false end
end

dropGrant(person)
redis.call('HSET', grant, person, given)
redis.call('ZADD', grants, now + ttl, person)
if isFree == '1' then redis.call('ZADD', free, now + ttl, person) end
return given
