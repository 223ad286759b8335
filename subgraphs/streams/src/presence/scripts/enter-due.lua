-- Has a match looked at no later than something may lapse that is about to be added.
local match, ttl = unpack(ARGV)
local score = tonumber(redis.call('ZSCORE', due, match) or nil)
if not score or isLeaving(score) or now + ttl < score then redis.call('ZADD', due, now + ttl, match) end
return redis.status_reply('OK')
