-- include: keys.lua pace.lua lease.lua kop.lua definition.lua shown.lua wants.lua lost.lua objects.lua closure.lua view.lua claims.lua
-- Compares the published keys of some objects of this host with its
-- definitions, and corrects them.  Arguments: "persist" if keys may still have
-- an expiry from before; the number of ids to decide about again, as if they
-- had changed; ids, these first.
--
-- Answers	OK keys-changed [id not stored, ...]
--			[[id, owner, how, cause, container, ms], ...]
--			definitions [id that blocks more, ...]
--			[reserved id, ms, ...] claims-stored-again
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

-- ours: the keys that would be published if only this host wanted the objects.
local before, after, missing_ids, out, ours = {}, {}, {}, {}, {}

-- True if only this host claims the object, as with most objects, and SHOWN
-- says so.  Then other hosts need not be read.
local function is_ours_alone(object)
	local own = object.want[host]

	return own and object.owner == host and not object.was_claimed and
	    is_claimed_by_shown(object) and
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
		-- its keys stay until it is stored again
		table.insert(missing_ids, object.id)
	elseif i > again and is_ours_alone(object) then
		place(object, after)
		note_held(object)
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

-- All keys are verified within a third of their expiry, and are renewed each
-- time, so that none expires if one verification is early or late.
local renewed = {}	-- [key, value, ...]

local function is_stale(key)
	if expire > 0 then
		return redis.call('PTTL', key) < expire * 5 / 6
	end
	return persist and redis.call('PTTL', key) >= 0
end

-- Renews the expiry of a correct key.  This is no change for Traefik.
local function renew_key(key, value)
	if value == after[key] and is_stale(key) then
		renewed[#renewed + 1] = key
		renewed[#renewed + 1] = value
	end
end

-- Another client may have left some of our keys that should not be published.
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
			-- a legacy key: is written or deleted
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
return {ok(), changed, missing_ids, out, loaded, more, kept, claimed_again}
