-- What is kept under the names and has not ended: what decides about it and itself, or nothing. Before that stand where
-- the order of changes is, since when the person must not be served anything older, and what has ended since all was known
-- by, each with its moment; nothing of that where it is too much to tell.
local entryPrefix, writer, asked, known, most = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])
local now = redis.call('GET', KEYS[1])
if not now then
  -- an order that begins anew ends all that is from before: what had ended of it is no longer known
  local parts = redis.call('TIME')
  now = string.format('%.0f', tonumber(parts[1]) * 1000000 + tonumber(parts[2]))
  redis.call('SET', KEYS[1], now)
  redis.call('ZADD', KEYS[2], now, '*')
end
local written = redis.call('ZSCORE', KEYS[3], writer)
local notBefore = written and tonumber(written) > tonumber(asked) and written or asked
local ended = redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. known, '+inf', 'WITHSCORES', 'LIMIT', 0, most + 1)
local isTooMuch = #ended > 2 * most
if isTooMuch then ended = {} end
local least = math.max(tonumber(redis.call('ZSCORE', KEYS[2], '*') or 0), tonumber(notBefore))

local names = {}
for key in string.gmatch(ARGV[6], '[^\n]+') do names[#names + 1] = entryPrefix .. key end
local values = {}
for from = 1, #names, 1000 do
  for _, value in ipairs(redis.call('MGET', unpack(names, from, math.min(from + 999, #names)))) do
    values[#values + 1] = value
  end
end

local ends = {}
local function isValid(list)
  for tag, from in string.gmatch(list, '(%S+)@(%d+)') do
    ends[tag] = ends[tag] or tonumber(redis.call('ZSCORE', KEYS[2], tag) or 0)
    if tonumber(from) < ends[tag] then return false end
  end
  return true
end
for index, value in ipairs(values) do
  local since, list
  if value then since, list = string.match(value, '^(%d+) %d+ ([^\n]*)\n') end
  if not since or tonumber(since) < least or not isValid(list) then values[index] = '' end
end
return { now, notBefore, isTooMuch and 1 or 0, ended, values }
