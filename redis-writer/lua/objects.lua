-- Objects, as they are stored.
--
-- An object here is a table: id; hosts, its claims, the owner first, and
-- was_claimed, these as CLAIMS has them; want,
-- host -> definition; held, why the object is not published though a host
-- claims it; owner, the host whose definition is published; old, the
-- definition of the owner before this script; left, its legacy keys; shown,
-- its published keys, see view.lua.
--
-- held is packed as [how, host, until, meaning]: "reserved" for a host, until
-- a time in ms, with a digest of the old definition; "blocked", because it
-- refers to an object that is not published as its host defines it, where host
-- keeps the name; "paused", by an incarnation, which is in place of the time,
-- until this incarnation sends it again.

local any_held

-- In most databases no object is held.
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

-- Returns the stored owner: the first host with a claim and a definition.
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

-- The number of loaded definitions of all hosts, on which the time of a script
-- depends.
local loaded = 0
local known = {}	-- id -> object

-- True if claims of the object are missing.  A published or held object has a
-- claim, and so does an object that the host `this' wants.  Else the
-- definition of another host would replace the published one, whose keys would
-- stay.
local function is_lost(object, this)
	return object.want[this] and not object.claimed or
	    #object.hosts == 0 and (object.shown or object.held)
end

local CLAIMS_MAX = 4000	-- hosts of one object

-- Adds the hosts of a claim, as another client may have written them: none
-- twice.  h becomes a part of a key's name.
local function add_claims(object, claims, this, asked)
	local seen = {}

	for h in string.gmatch(claims, '%S+') do
		if #object.hosts == CLAIMS_MAX then
			return
		end
		if not seen[h] and (is_kop(h) or string.find(h, HOSTNAME)) then
			seen[h] = true
			table.insert(object.hosts, h)
			if h == this then
				object.claimed = true
			elseif not is_kop(h) then
				asked[h] = asked[h] or {ids = {}, objects = {}}
				table.insert(asked[h].ids, object.id)
				table.insert(asked[h].objects, object)
			end
		end
	end
end

-- Loads the objects with these ids.  lost: claims of them are known to be
-- missing.
local function load(ids, this, lost)
	local objects, asked = {}, {[this] = {ids = ids, objects = {}}}
	local claims = redis.call('HMGET', CLAIMS, unpack(ids))
	local left = redis.call('HMGET', LEFT, unpack(ids))
	local shown = redis.call('HMGET', SHOWN, unpack(ids))
	local held = has_held() and redis.call('HMGET', HELD, unpack(ids)) or {}

	for i, id in ipairs(ids) do
		-- Sets all fields at once, because a table that grows is slow.
		local object = {id = id, hosts = {}, want = {}, left = left[i],
		    shown = shown[i], sure = false,
		    held = held[i] and decode_held(held[i]),
		    was_held = held[i], was_claimed = claims[i], owner = false, old = false,
		    claimed = false, changed = false, touched = false,
		    settled = false, settling = false, redefined = false,
		    causes = false, before = false}
		add_claims(object, claims[i] or sole_owner(shown[i]) or '',
		    this, asked)
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
	local unsure = {}
	for _, object in ipairs(objects) do
		object.owner = owner_of(object)
		if object.owner and object.owner ~= object.hosts[1] then
			-- the definition of the first one may be lost
			object.owner = find_owner(object)
		end
		if lost or is_lost(object, this) then
			unsure[#unsure + 1] = object
		end
		if object.want[this] and not object.claimed then
			table.insert(object.hosts, this)
			object.changed = true
		end
	end
	if #unsure > 0 then
		loaded = loaded + find_claims(unsure)
	end
	for _, object in ipairs(unsure) do
		if not object.held and not object.owner and
		    not is_kop(object.hosts[1]) then
			object.owner = find_owner(object)
		end
	end
	for _, object in ipairs(objects) do
		object.old = object.owner and object.want[object.owner]
	end
	return objects
end
