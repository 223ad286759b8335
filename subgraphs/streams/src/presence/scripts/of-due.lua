-- What the scripts about the list of matches to be looked at have in common: when each is due, in ms by the clock of
-- Redis. A match where nothing was left has the half of a millisecond besides. It leaves the list only if nothing is
-- left either when that is due: until then somebody may be about to come whom the list knows already.
local due = KEYS[1]

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function isLeaving(score) return score % 1 > 0 end
