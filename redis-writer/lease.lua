-- Who may write: the incarnation that holds the host's lease, or that held it
-- last if it ran out and nobody has taken it since.

-- nil where we may write, else what to answer.
local function refused()
	local holder = redis.call('GET', lease_of(host))
	local entry = redis.call('HMGET', entry_of(host),
	    'incarnation', 'engine_name', 'since')

	if holder and holder ~= incarnation then
		return {'LOST', entry[2] or '', entry[3] or ''}
	end
	if entry[1] ~= incarnation or
	    redis.call('HEXISTS', HOSTS, host) == 0 then
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
