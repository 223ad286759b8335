-- Writes when matches that were looked at are due again; whatever was entered meanwhile stands.
local revisit = ARGV[1]
for index = 2, #ARGV, 3 do
  local match, seen, soonest = unpack(ARGV, index, index + 2)
  if redis.call('ZSCORE', due, match) == seen then
    if soonest ~= '' then
      redis.call('ZADD', due, math.min(soonest, now + revisit), match)
    elseif isLeaving(tonumber(seen)) then
      redis.call('ZREM', due, match)
    else
      redis.call('ZADD', due, now + revisit + 0.5, match)
    end
  end
end
return redis.status_reply('OK')
