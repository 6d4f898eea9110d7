-- Objects, as they are stored.
--
-- An object here is a table: id; hosts, who claims it, the owner first; want,
-- host -> definition; held, why nothing of it is in the view though somebody
-- claims it; owner, the host whose definition is in the view; old, that
-- definition, as it was; left, keys of its that traefik-kop left; shown, which
-- keys of its are in the view, see view.lua.
--
-- held is packed as [how, host, until, meaning]: "reserved" for a host, until
-- a time in ms, by a digest of what was there; "blocked": it names what is
-- not there as its host means it, host being the one whose name it stays;
-- "paused", by an incarnation (in place of a time), until this goes on.

-- The number that a host was given, where somebody deleted the list of these.
local function entry_number(h)
	local number = redis.pcall('HGET', entry_of(h), 'number')

	return type(number) == 'string' and number or nil
end

local function number_of(h)
	if numbers[h] == nil then
		numbers[h] = good_number(redis.call('HGET', HOSTS, h)) or
		    good_number(entry_number(h)) or false
	end
	return numbers[h]
end

-- Of a host whose definitions are no hash any more there are none.
local function wanted_of(h, ids)
	local blobs = redis.pcall('HMGET', want_of(h), unpack(ids))

	if not blobs.err then
		return blobs
	end
	if string.find(blobs.err, 'WRONGTYPE', 1, true) and h ~= host then
		return {}
	end
	return redis.call('HMGET', want_of(h), unpack(ids))
end

local any_held

-- In most databases nothing is held.
local function has_held()
	if any_held == nil then
		any_held = redis.call('EXISTS', HELD) == 1
	end
	return any_held
end

local function decode_held(packed)
	local ok, held = pcall(cmsgpack.unpack, packed)

	if not ok or type(held) ~= 'table' then
		return {how = 'blocked'}
	end
	return {how = held[1], host = held[2] ~= '' and held[2] or nil,
	    till = held[3], meaning = held[4]}
end

-- Who publishes it, as it is stored: the first claimant with a definition.
local function owner_of(object)
	if object.held then
		return nil
	end
	for _, h in ipairs(object.hosts) do
		if is_kop(h) then
			return nil
		elseif object.want[h] and number_of(h) then
			return h
		end
	end
	return nil
end

-- Definitions, of all hosts: what takes a script its time.
local loaded = 0
local known = {}	-- id -> object

-- The objects of these ids.  What the host `this' wants it also claims, if
-- somebody deleted the claim: else nobody would take it away.
local function load(ids, this)
	local objects, asked = {}, {[this] = {ids = ids, objects = {}}}
	local claims = redis.call('HMGET', CLAIMS, unpack(ids))
	local left = redis.call('HMGET', LEFT, unpack(ids))
	local shown = redis.call('HMGET', SHOWN, unpack(ids))
	local held = has_held() and redis.call('HMGET', HELD, unpack(ids)) or {}

	for i, id in ipairs(ids) do
		-- All fields at once: a table that grows is slow.
		local object = {id = id, hosts = {}, want = {}, left = left[i],
		    shown = shown[i], sure = false,
		    held = held[i] and decode_held(held[i]),
		    was_held = held[i], owner = false, old = false,
		    claimed = false, changed = false, touched = false,
		    settled = false, settling = false, redefined = false,
		    causes = false, before = false}
		for h in string.gmatch(claims[i] or '', '%S+') do
			table.insert(object.hosts, h)
			if h == this then
				object.claimed = true
			elseif not is_kop(h) then
				asked[h] = asked[h] or {ids = {}, objects = {}}
				table.insert(asked[h].ids, id)
				table.insert(asked[h].objects, object)
			end
		end
		asked[this].objects[i] = object
		objects[i] = object
		known[id] = object
	end
	for h, ask in pairs(asked) do
		local blobs = wanted_of(h, ask.ids)
		loaded = loaded + #ask.ids
		for i, object in ipairs(ask.objects) do
			object.want[h] = blobs[i] and
			    decode(blobs[i], object.id) or nil
		end
	end
	for _, object in ipairs(objects) do
		if object.want[this] and not object.claimed then
			table.insert(object.hosts, this)
			object.changed = true
		end
		object.owner = owner_of(object)
		object.old = object.owner and object.want[object.owner]
	end
	return objects
end
