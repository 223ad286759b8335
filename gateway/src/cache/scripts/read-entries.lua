-- What is kept under the names and has not ended, as one list in JSON, after where the order of changes stands, before
-- what nothing was looked at, and how long all of it together is valid.
local endPrefix, entryPrefix, notBefore = ARGV[1], ARGV[2], ARGV[3]
local now = redis.call('GET', KEYS[1]) or '0'
local written = KEYS[3] and redis.call('GET', KEYS[3])
if written and tonumber(written) > tonumber(notBefore) then notBefore = written end
local least = math.max(tonumber(redis.call('GET', KEYS[2]) or 0), tonumber(notBefore))

local names = {}
for key in string.gmatch(ARGV[4], '[^\n]+') do names[#names + 1] = entryPrefix .. key end
local values = {}
for from = 1, #names, 1000 do
  for _, value in ipairs(redis.call('MGET', unpack(names, from, math.min(from + 999, #names)))) do
    values[#values + 1] = value
  end
end

local ends, known = {}, {}
-- Notes each tag with the earliest moment that any entry is known from, unless one of them has ended since.
local function isValid(list)
  local seen = {}
  for tag, from in string.gmatch(list, '(%S+)@(%d+)') do
    ends[tag] = ends[tag] or tonumber(redis.call('GET', endPrefix .. tag) or 0)
    if tonumber(from) < ends[tag] then return false end
    seen[tag] = from
  end
  for tag, from in pairs(seen) do
    if not known[tag] or tonumber(from) < tonumber(known[tag]) then known[tag] = from end
  end
  return true
end

local earliest, soonest = '', ''
local parts = {}
for index, value in ipairs(values) do
  parts[index] = 'null'
  local from, expires, list, start
  if value then from, expires, list, start = string.match(value, '^(%d+) (%d+) ([^\n]*)\n()') end
  local since = tonumber(from)
  if since and since >= least and isValid(list) then
    parts[index] = string.sub(value, start)
    if earliest == '' or since < tonumber(earliest) then earliest = from end
    if soonest == '' or tonumber(expires) < tonumber(soonest) then soonest = expires end
  end
end
local tags = {}
for tag, from in pairs(known) do tags[#tags + 1] = tag .. '@' .. from end
return { now, notBefore, earliest, soonest, table.concat(tags, ' '), '[' .. table.concat(parts, ',') .. ']' }
