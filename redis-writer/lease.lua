-- Who may write: the incarnation that holds the host's lease.  If it ran out
-- we stood still, or Redis' clock was set, and other hosts' leases may have
-- run out with it: so a new start is made, in which nobody counts as gone.

-- nil where we may write, else what to answer.
local function refused()
	local holder = text_of(lease_of(host))
	local entry = redis.call('HMGET', entry_of(host),
	    'incarnation', 'engine_name', 'since')

	if holder and holder ~= incarnation then
		return {'LOST', entry[2] or '', entry[3] or ''}
	end
	if not holder or entry[1] ~= incarnation or
	    redis.call('HEXISTS', HOSTS, host) == 0 or
	    text_of(FORMAT) ~= LAYOUT then
		return {'HELLO'}
	end
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
