-- Ends all that hangs on the tags, and has refused what was asked for before.
local stamp = advance(KEYS[1])
for index = 2, #KEYS, 2 do
  local ended, members = KEYS[index], KEYS[index + 1]
  redis.call('SET', ended, stamp, 'PX', ARGV[1])
  repeat
    local entries = redis.call('ZRANGE', members, 0, 999)
    if #entries > 0 then
      redis.call('UNLINK', unpack(entries))
      redis.call('ZREMRANGEBYRANK', members, 0, #entries - 1)
    end
  until #entries == 0
end
