-- include: keys.lua lease.lua kop.lua definition.lua wants.lua lost.lua objects.lua closure.lua view.lua claims.lua
-- Compares the view of some objects of this host with what it should be, and
-- mends it.  Arguments: "persist" where keys may still have an expiry from
-- before; how many of the ids are to be decided about again, as if they had
-- changed; ids, these first.
--
-- Answers	OK keys-changed [id not stored, ...]
--			[[id, owner, how, cause, container, ms], ...]
--			definitions [id that blocks more, ...]
--			[id that is kept, ms, ...] claims-stored-again
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end

local persist, again = ARGV[FIRST] == 'persist', tonumber(ARGV[FIRST + 1]) or 0
local ids = {}
for i = FIRST + 2, #ARGV do
	ids[#ids + 1] = ARGV[i]
end

-- ours: all that would be there if we alone wanted these objects.
local before, after, missing_ids, out, ours = {}, {}, {}, {}, {}

-- As most are, now as before: who else wanted it need not be looked at.
local function is_ours_alone(object)
	local own = object.want[host]

	return own and object.claimed and object.owner == host and
	    #object.hosts == 1 and
	    not object.left and not lister(own.name)
end

local function look_at(object)
	touch(object, before)
	yield(object, before)
	place_left(object, before)
	if not is_kop(object.hosts[1]) then
		place({owner = host, hosts = {}, want = object.want}, ours)
	end
end

local touched, claimed_again = {}, 0
for i, object in ipairs(load(ids, host)) do
	if object.want[host] and not object.claimed then
		claimed_again = claimed_again + 1
	end
	if not object.want[host] then
		-- what is there stays until it is stored again
		table.insert(missing_ids, object.id)
	elseif i > again and object.shown and is_ours_alone(object) then
		place(object, after)
		note(object)
	else
		look_at(object)
		touched[#touched + 1] = object
	end
end

local count = #touched
local more, kept = settle_all(touched, before, after)
for i = 1, count do
	table.insert(out, kept_out(touched[i], host))
end

-- All keys are looked at in a third of the time in which they expire, and are
-- renewed each time: a look that comes early or late leaves none to expire.
local renewed = {}	-- [key, value, ...]

local function is_stale(key)
	if expire > 0 then
		return redis.call('PTTL', key) < expire * 5 / 6
	end
	return persist and redis.call('PTTL', key) >= 0
end

-- A key that is as it should be, but for its expiry: no news for a reader.
local function renew_key(key, value)
	if value == after[key] and is_stale(key) then
		renewed[#renewed + 1] = key
		renewed[#renewed + 1] = value
	end
end

-- Of what is ours and should not be there, somebody may have left some.
local names = {}
for key in pairs(after) do
	names[#names + 1] = key
	ours[key] = nil
end
for key in pairs(ours) do
	names[#names + 1] = key
end
for i = 1, #names, ARGUMENTS do
	local last = math.min(i + ARGUMENTS - 1, #names)
	local values = redis.call('MGET', unpack(names, i, last))
	for j = i, last do
		local value = values[j - i + 1] or nil
		if before[names[j]] == false then
			-- left by traefik-kop: to be written, or to go
		else
			before[names[j]] = value
			if value then
				renew_key(names[j], value)
			end
		end
	end
end

local function differs()
	if next(claimed) or next(unclaimed) or next(unwanted) or
	    next(spent) or next(held) or next(unheld) or
	    next(shown) or next(unshown) or next(blocked) then
		return true
	end
	for key, value in pairs(after) do
		if before[key] ~= value then
			return true
		end
	end
	for key in pairs(ours) do
		if before[key] then
			return true
		end
	end
	return false
end

local changed = 0
if differs() then
	changed = commit(before, after)
	store_claims()
end
if #renewed > 0 then
	renew()
	set_all(renewed)
end
return {'OK', changed, missing_ids, out, loaded, more, kept, claimed_again}
