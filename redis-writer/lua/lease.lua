-- Who may write: the incarnation that holds the host's lease.  If it ran out
-- we stood still, or Redis' clock was set, and other hosts' leases may have
-- run out with it: so a new start is made, in which nobody counts as gone.

local RESERVE_MAX = 3600 * 1000

local sequence				-- number of our last change, as a text
local reserve = 0			-- ms that a name of ours is kept
local numbers = {}			-- of hosts; false: none

-- nil where we may write, else what to answer.
local function refused()
	-- what is no text somebody else wrote: it is none
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
