-- What is kept under the names and has not ended, as one list in JSON, after where the order of changes stands and how
-- long all of it together is valid.
local endPrefix, entryPrefix, notBefore = ARGV[1], ARGV[2], tonumber(ARGV[3])
local now = redis.call('GET', KEYS[1]) or '0'
local least = math.max(tonumber(redis.call('GET', KEYS[2]) or 0), notBefore)

local names = {}
for key in string.gmatch(ARGV[4], '[^\n]+') do names[#names + 1] = entryPrefix .. key end
local values = {}
for from = 1, #names, 1000 do
  for _, value in ipairs(redis.call('MGET', unpack(names, from, math.min(from + 999, #names)))) do
    values[#values + 1] = value
  end
end

local tags, ends = {}, {}
local function hasEnded(since, list)
  for tag in string.gmatch(list, '%S+') do
    if not ends[tag] then
      ends[tag] = tonumber(redis.call('GET', endPrefix .. tag) or 0)
      tags[#tags + 1] = tag
    end
    if since < ends[tag] then return true end
  end
  return false
end

local earliest, soonest = '', ''
local parts = {}
for index, value in ipairs(values) do
  parts[index] = 'null'
  local from, expires, list, start
  if value then from, expires, list, start = string.match(value, '^(%d+) (%d+) ([^\n]*)\n()') end
  local since = tonumber(from)
  if since and since >= least and not hasEnded(since, list) then
    parts[index] = string.sub(value, start)
    if earliest == '' or since < tonumber(earliest) then earliest = from end
    if soonest == '' or tonumber(expires) < tonumber(soonest) then soonest = expires end
  end
end
return { now, earliest, soonest, table.concat(tags, ' '), '[' .. table.concat(parts, ',') .. ']' }
