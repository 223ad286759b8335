-- Keeps each text under its name, for the time that all of them last.
for index, name in ipairs(KEYS) do redis.call('SET', name, ARGV[index + 1], 'PX', ARGV[1]) end
