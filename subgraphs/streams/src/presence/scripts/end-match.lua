-- Without grants nobody is counted anew, so that the people can go in several calls.
redis.call('UNLINK', grants, grant, free)
for _, person in ipairs(redis.call('ZRANGE', viewers, 0, ARGV[1] - 1)) do unwatch(person) end
return redis.call('ZCARD', viewers)
