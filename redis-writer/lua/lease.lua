-- Only the incarnation that holds the host's lease may write.  If the lease
-- expired, this process was stopped, or the clock of Redis was set; the leases
-- of other hosts may have expired with it.  So this host starts again, with a
-- time in which no host counts as expired.

local RESERVE_MAX = 3600 * 1000

local sequence				-- of our last change, as a string
local reserve = 0			-- ms that a name of ours is reserved
local numbers = {}			-- host -> number; false: none

-- Returns nil if this host may write, else the answer.
local function refused()
	-- a key of another type is not ours: it counts as missing
	local text = redis.call('MGET', lease_of(host), FORMAT)
	local holder, layout = text[1], text[2]
	local entry = redis.call('HMGET', entry_of(host),
	    'incarnation', 'engine_name', 'since', 'seq', 'reserve')

	if holder and holder ~= incarnation then
		return {'LOST', entry[2] or '', entry[3] or ''}
	end
	sequence = entry[4]
	numbers[host] = redis.call('HGET', HOSTS, host)
	if not holder or entry[1] ~= incarnation or not numbers[host] or
	    layout ~= LAYOUT then
		return {'HELLO'}
	end
	numbers[host] = good_number(numbers[host]) or false
	reserve = math.min(tonumber(entry[5] or 0) or 0, RESERVE_MAX)
	return nil
end

local lives = {}

local function alive(h)
	if lives[h] == nil then
		lives[h] = h == host or
		    redis.call('EXISTS', lease_of(h)) == 1
	end
	return lives[h]
end
