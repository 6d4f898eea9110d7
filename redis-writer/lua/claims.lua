-- Claims: the hosts that want an object, in the order in which they came.
-- Changes are collected here and stored at the end of a script.

local WAKE = 100	-- limit of blocked objects in one script

local claimed = {}	-- [id, hosts, ...]
local unclaimed = {}	-- [id, ...]
local held, unheld = {}, {}	-- [id, packed, ...], [id, ...]
local blocked, unblocked = {}, {}	-- [{cause, id}, ...]
local unwanted = {}	-- host -> [id, ...]
local spent = {}	-- ids without legacy keys now
local shown, unshown = {}, {}	-- [id, packed, ...], [id, ...]

local function claim(object)
	for _, h in ipairs(object.hosts) do
		if h == host then
			return
		end
	end
	table.insert(object.hosts, host)
	object.changed = true
end

local function disown(object, h)
	for i, other in ipairs(object.hosts) do
		if other == h then
			table.remove(object.hosts, i)
			object.changed = true
			break
		end
	end
end

-- released: the host itself ends the claim, so that its name may be reserved.
local function unclaim(object, h, released)
	object.released = released
	disown(object, h)
	if #object.hosts == 1 and is_kop(object.hosts[1]) then
		object.hosts = {}	-- no other host waits for it
	end
	if object.want[h] then
		object.gone, object.lost = h, object.want[h]
	end
	object.want[h] = nil
	unwanted[h] = unwanted[h] or {}
	table.insert(unwanted[h], object.id)
end

-- True if Redis has a key of the object that traefik-kop wrote.  If our keys
-- are published, this is a key that we never write.
local function has_traces(d, ours)
	local path, keys = root .. '/' .. d.name, {}
	local logs = 'observability/accessLogs'	-- it also writes defaults

	for i = 1, #d.list, 2 do
		local key = path .. '/' .. d.list[i]
		keys[#keys + 1] = key .. '/0'
		if not ours then
			keys[#keys + 1] = key
		end
		if d.list[i] == logs then
			logs = nil
		end
	end
	if string.find(d.name, '/services/', 1, true) then
		keys[#keys + 1] = path .. SERVERS .. '/0/url'
		keys[#keys + 1] = path .. SERVERS .. '/0/address'
	elseif logs and string.find(d.name, '/routers/', 1, true) then
		keys[#keys + 1] = path .. '/' .. logs
	end
	for i = 1, #keys, ARGUMENTS do
		if redis.call('EXISTS', unpack(keys, i,
		    math.min(i + ARGUMENTS - 1, #keys))) > 0 then
			return true
		end
	end
	return false
end

-- Makes traefik-kop the owner of an object that it lists, and takes back an
-- object that it no longer lists.  Our frame stays, because traefik-kop may
-- own these keys by now; it is removed with them.
local function yield(object, before)
	local own, first = object.want[host], object.hosts[1]
	local kop = own and lister(own.name)

	if kop and not has_traces(own, not is_kop(first) and object.old) then
		kop = nil
	end
	if not own or first == kop then
		return
	end
	if is_kop(first) then
		disown(object, first)
	end
	if not kop then
		return
	end
	table.insert(object.hosts, 1, kop)
	object.changed = true
	if object.old then
		local frame = {}
		place_frame(root .. '/' .. object.old.name, object.old.list,
		    frame)
		for key in pairs(frame) do
			before[key] = nil
		end
	end
end

-- True for a key of the object.  Any client may have written the note, and
-- Redis may not permit other keys, which would stop a script half-way.
local function is_key_of(object, key)
	local id = object.id
	local start = #root + 2

	return type(key) == 'string' and
	    string.sub(key, 1, start - 1) == root .. '/' and
	    string.lower(string.sub(key, start, start + #id - 1)) == id and
	    (#key == start + #id - 1 or
	    string.sub(key, start + #id, start + #id) == '/')
end

-- The legacy keys of the object are deleted, or written again.  While a
-- traefik-kop owns the object, the note stays for the script that ends this.
local function place_left(object, before)
	local ok, keys

	if not object.left or is_kop(object.hosts[1]) then
		return
	end
	table.insert(spent, object.id)
	ok, keys = pcall(cmsgpack.unpack, object.left)
	if not ok or type(keys) ~= 'table' then
		return
	end
	for _, key in ipairs(keys) do
		if is_key_of(object, key) then
			before[key] = false
		end
	end
end

-- Notes a blocked object at each object that blocks it, to find it later.
local function note_blocked(object)
	for _, cause in ipairs(object.causes or {}) do
		blocked[#blocked + 1] = {cause, object.id}
	end
end

local function unnote_blocked(object)
	local definitions = {object.lost}

	for _, d in pairs(object.want) do
		definitions[#definitions + 1] = d
	end
	for _, d in pairs(definitions) do
		for _, id in ipairs(d.references) do
			unblocked[#unblocked + 1] = {id, object.id}
		end
	end
end

local function note_held(object)
	local h, packed = object.held, nil

	if h then
		packed = cmsgpack.pack({h.how or '', h.host or '', h.till or 0,
		    h.meaning or ''})
	end
	if object.was_held and packed ~= object.was_held then
		unnote_blocked(object)
	end
	if packed and packed ~= object.was_held then
		held[#held + 1] = object.id
		held[#held + 1] = packed
	elseif object.was_held and not packed then
		unheld[#unheld + 1] = object.id
	end
	if h and h.how == 'blocked' then
		note_blocked(object)
	end
end

-- True if an active host claims the object and has no definition of it,
-- because another client deleted that; the host will store it again.
-- object.sure is a host whose definitions are complete.
local function is_untold(object)
	for _, h in ipairs(object.hosts) do
		if not object.want[h] and not is_kop(h) and
		    h ~= object.sure and alive(h) then
			return true
		end
	end
	return false
end

-- Adds the published keys of an object that is decided about, and notes the
-- keys that will be published.  If traefik-kop owns the object, only servers
-- are certainly ours.
local function show(object, before)
	local packed, keys = pack_shown(object), {}

	if packed == object.shown or not packed and is_untold(object) then
		return
	end
	place_shown(object, keys)
	for key in pairs(keys) do
		if before[key] == nil and (not is_kop(object.hosts[1]) or
		    string.find(key, SERVERS .. '/', 1, true)) then
			before[key] = UNKNOWN
		end
	end
	object.shown = packed
	if packed then
		shown[#shown + 1] = object.id
		shown[#shown + 1] = packed
	else
		unshown[#unshown + 1] = object.id
	end
end

-- True if one host alone claims the object, and SHOWN says so.
local function is_claimed_by_shown(object)
	return #object.hosts == 1 and
	    sole_owner(object.shown) == object.hosts[1]
end

-- Only the owner removes an entry that SHOWN makes superfluous, because an
-- older version needs it.
local function note_claims(object)
	local by_shown = is_claimed_by_shown(object)

	if #object.hosts == 0 or by_shown and object.owner == host then
		if object.was_claimed then
			table.insert(unclaimed, object.id)
		end
	elseif object.was_claimed and object.changed or
	    not object.was_claimed and not by_shown then
		table.insert(claimed, object.id)
		table.insert(claimed, table.concat(object.hosts, ' '))
	end
end

local function note(object)
	note_held(object)
	note_claims(object)
end

-- Notes the number of definitions of a host.  If there are fewer later,
-- another client has deleted some.
local function note_count(h)
	local n = redis.pcall('HLEN', want_of(h))

	if type(n) == 'number' and
	    (h == host or redis.pcall('HEXISTS', entry_of(h), 'objects') == 1) then
		redis.call('HSET', entry_of(h), 'objects',
		    string.format('%d', n))
	end
end

-- A host that loses objects to others must not find its old sequence number
-- when it returns, because it would assume that nothing has changed.
local function store_claims()
	for h, ids in pairs(unwanted) do
		if h == host then
			call_all('HDEL', want_of(h), ids)
		else
			-- a key that is no hash has no definition
			for i = 1, #ids, ARGUMENTS do
				redis.pcall('HDEL', want_of(h), unpack(ids, i,
				    math.min(i + ARGUMENTS - 1, #ids)))
			end
			redis.pcall('HDEL', entry_of(h), 'seq')
		end
		note_count(h)
	end
	call_all('HSET', CLAIMS, claimed)
	call_all('HDEL', CLAIMS, unclaimed)
	call_all('HDEL', LEFT, spent)
	call_all('HSET', HELD, held)
	call_all('HDEL', HELD, unheld)
	call_all('HSET', SHOWN, shown)
	call_all('HDEL', SHOWN, unshown)
	for _, e in ipairs(unblocked) do
		redis.pcall('HDEL', blocked_of(e[1]), e[2])
	end
	for _, e in ipairs(blocked) do
		redis.pcall('HSET', blocked_of(e[1]), e[2], '1')
	end
end

local function touch(object, before)
	place(object, before)
	object.touched, object.before = true, object.owner
end

-- Returns ids of objects that this one blocks, from a cursor on, and the next
-- cursor.
local function blocked_by(id, cursor)
	local page = redis.pcall('HSCAN', blocked_of(id), cursor, 'COUNT', WAKE)
	local ids = {}

	if page.err then
		return {}, '0'
	end
	for i = 1, #page[2], 2 do
		ids[#ids + 1] = page[2][i]
	end
	return ids, page[1]
end

local function load_blocked(ids, objects, before)
	for _, object in ipairs(#ids > 0 and load(ids, host) or {}) do
		touch(object, before)
		objects[#objects + 1] = object
	end
end

-- Adds the objects that this one has blocked, as far as there is room.
-- Returns the remaining room, and whether these were all.
local function wake(object, objects, before, room)
	local ids, next_cursor = blocked_by(object.id, '0')
	local new = {}

	for _, id in ipairs(ids) do
		if known[id] and known[id].touched then
			-- it was added before
		elseif #new < room then
			new[#new + 1] = id
		else
			next_cursor = nil
		end
	end
	load_blocked(new, objects, before)
	return room - #new, next_cursor == '0'
end

local function is_changed(object)
	local at = object.owner and object.want[object.owner]

	return object.redefined or object.owner ~= object.before or
	    at and object.old and not is_same(at, object.old)
end

-- Reads the references of all definitions of these objects, in as few calls as
-- possible.
local function look_up_all(objects)
	local hosts, definitions, n = {}, {}, 0

	for _, object in ipairs(objects) do
		for h, definition in pairs(object.want) do
			if definition.references[1] then
				n = n + 1
				hosts[n], definitions[n] = h, definition
			end
		end
	end
	look_up(hosts, definitions)
end

-- Decides about all touched objects, and then about those that they have
-- blocked.  Returns ids that still block others, and [id, ms, ...] of reserved
-- names.
local function settle_all(objects, before, after)
	local more, kept, room, all = {}, {}, WAKE, nil

	look_up_all(objects)
	for _, object in ipairs(objects) do
		settle(object)
		if has_held() and is_changed(object) then
			room, all = wake(object, objects, before, room)
			if not all then
				more[#more + 1] = object.id
			end
		end
		show(object, before)
		place(object, after)
		note(object)
		if object.held and object.held.how == 'reserved' then
			kept[#kept + 1] = object.id
			kept[#kept + 1] = string.format('%d',
			    reserved_for(object.held))
		end
	end
	return more, kept
end

-- Removes the claims of one host.  Another host that shares the object or
-- waits for it becomes its owner.
local function take_away(victim, ids, released)
	local before, after = {}, {}
	local objects = #ids > 0 and load(ids, victim) or {}

	if #ids == 0 then
		return 0, {}, {}
	end
	for _, object in ipairs(objects) do
		touch(object, before)
		object.sure = victim
		unclaim(object, victim, released)
		place_left(object, before)
	end
	local more, kept = settle_all(objects, before, after)
	local n = commit(before, after)
	store_claims()
	return n, more, kept
end
