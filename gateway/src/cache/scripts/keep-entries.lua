-- Keeps each text under its name, for the time that all of them last. They are given as lines: the name, what decides about
-- the text, the text.
local prefix, lastsMs = ARGV[1], ARGV[2]
for name, header, text in string.gmatch(ARGV[3], '([^\n]+)\n([^\n]+)\n([^\n]+)') do
  redis.call('SET', prefix .. name, header .. '\n' .. text, 'PX', lastsMs)
end
