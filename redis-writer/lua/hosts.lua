-- include: keys.lua listed.lua
-- Lists hosts, up to HOSTS_AT_ONCE of them, by number.  Argument: the number
-- to continue after.
--
-- Answers	OK [[host, number, lease, ms, engine, engine-name, version,
--		since, objects], ...] more
-- lease is "held", for ms, or -1 if it does not expire; "silent", if it does
-- not expire and its kopd has sent no heartbeat recently; "lapsed", if it has
-- expired; or "none", if the host has nothing left.

local HOSTS_AT_ONCE = 100

local function lease(h, left_behind)
	local ms = ask('PTTL', lease_of(h)) or -2

	if ms >= 0 then
		return 'held', ms
	elseif ms == -1 then
		return heard_of(h) and 'held' or 'silent', -1
	end
	return left_behind and 'lapsed' or 'none', 0
end

local function describe(h, number)
	local e = ask('HMGET', entry_of(h), 'engine', 'engine_name',
	    'version', 'since') or {}
	local objects = ask('HLEN', want_of(h)) or 0
	local state, ms = lease(h, objects > 0 or e[1])
	number = string.format('%d', number)

	return {h, number, state, string.format('%d', ms), e[1] or '', e[2] or '', e[3] or '',
	    e[4] or '', string.format('%d', objects)}
end

-- Returns the next hosts, and one more if there are more.
local function hosts_after(after)
	local page = is_complete() and ask('ZRANGEBYSCORE', NUMBERS,
	    '(' .. after, '+inf', 'LIMIT', 0, HOSTS_AT_ONCE + 1)
	if page then
		return page
	end
	local names, numbers = ask('HKEYS', HOSTS), ask('HVALS', HOSTS)
	local list, by_number = {}, {}
	for i, h in ipairs(names or {}) do
		local n = good_number(numbers[i])
		if n and n > tonumber(after) then
			list[#list + 1] = h
			by_number[h] = n
		end
	end
	table.sort(list, function(a, b)
		return by_number[a] < by_number[b]
	end)
	return list
end

local list, out = hosts_after(ARGV[FIRST]), {}
for i = 1, math.min(#list, HOSTS_AT_ONCE) do
	local n = good_number(ask('HGET', HOSTS, list[i]))
	if n then
		out[#out + 1] = describe(list[i], n)
	end
end
return {'OK', out, #list > HOSTS_AT_ONCE and 1 or 0}
