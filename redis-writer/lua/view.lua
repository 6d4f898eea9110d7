-- The published keys of an object, below the root.
--
-- The keys that a script has published are also noted in SHOWN, see shown.lua.
-- If no host wants an object any more, or if another client has deleted its
-- state, no definition tells its keys.  Keys that are neither in a definition
-- nor in SHOWN belong to other clients.

-- Adds the keys of the servers: those of the owner, and of the hosts that
-- share the object.
local function place_all_servers(object, h, owner, keys)
	local path = root .. '/' .. owner.name

	place_servers(path, h, owner.servers, keys)
	for _, other in ipairs(owner.merge and object.hosts or {}) do
		local d = object.want[other]
		if other ~= h and d and d.merge and is_same(d, owner) and
		    number_of(other) then
			place_servers(path, other, d.servers, keys)
		end
	end
end

-- Adds the keys of the object, as its owner defines it.
local function place(object, keys)
	local h = object.owner
	local owner = h and object.want[h]

	if owner then
		place_frame(root .. '/' .. owner.name, owner.list, keys)
		place_all_servers(object, h, owner, keys)
	end
end

-- Returns the keys of the servers, relative to the object's name, sorted.
local function server_keys(object, h, owner)
	local servers, keys, n = {}, {}, 0

	place_all_servers(object, h, owner, servers)
	for key in pairs(servers) do
		n = n + 1
		keys[n] = string.sub(key, #root + #owner.name + 3)
	end
	if n > 1 then
		table.sort(keys)
	end
	return keys
end

-- Returns the new entry of the object in SHOWN; false: none.
local function pack_shown(object)
	local h = object.owner
	local owner = h and object.want[h]

	if not owner then
		return false
	end
	local list = {}
	for i = 1, #owner.list, 2 do
		list[#list + 1] = owner.list[i]
	end
	if owner.merge or next(owner.servers) then
		for _, key in ipairs(server_keys(object, h, owner)) do
			list[#list + 1] = key
		end
	end
	return pack_keys(object, owner.name, list)
end

local UNKNOWN = 0	-- value of a key that was not read yet

-- Adds the keys in SHOWN.
local function place_shown(object, keys)
	if not object.shown then
		return
	end
	local name, list = unpack_keys(object.id, object.shown)
	if not name or not is_name(name, object.id) then
		return
	end
	for _, key in ipairs(list) do
		if is_path(key) then
			keys[root .. '/' .. name ..
			    (key == '' and '' or '/' .. key)] = true
		end
	end
end

-- Calls a command with all arguments, in as many calls as necessary.
local function call_all(command, key, arguments)
	for i = 1, #arguments, ARGUMENTS do
		local last = math.min(i + ARGUMENTS - 1, #arguments)
		if key then
			redis.call(command, key, unpack(arguments, i, last))
		else
			redis.call(command, unpack(arguments, i, last))
		end
	end
end

local function set_all(list)
	if expire > 0 then
		for i = 1, #list, 2 do
			redis.call('SET', list[i], list[i + 1], 'PX', expire)
		end
	else
		call_all('MSET', nil, list)
	end
end

-- Reads the keys that may already have their new value.
local function look_at_unknown(before, after)
	local keys = {}

	for key, value in pairs(before) do
		if value == UNKNOWN and after[key] then
			keys[#keys + 1] = key
		end
	end
	for i = 1, #keys, ARGUMENTS do
		local last = math.min(i + ARGUMENTS - 1, #keys)
		local values = redis.call('MGET', unpack(keys, i, last))
		for j = i, last do
			before[keys[j]] = values[j - i + 1] or nil
		end
	end
end

-- Forgets keys to be deleted that do not exist, because this is no change.
local function forget_absent(before, after)
	local keys = {}

	for key, value in pairs(before) do
		if value == UNKNOWN and after[key] == nil then
			keys[#keys + 1] = key
		end
	end
	for i = 1, #keys, ARGUMENTS do
		local last = math.min(i + ARGUMENTS - 1, #keys)
		if redis.call('EXISTS', unpack(keys, i, last)) == 0 then
			for j = i, last do
				before[keys[j]] = nil
			end
		end
	end
end

-- Changes the published keys from one set to another.  Returns the number of
-- differences.
local function commit(before, after)
	local sets, dels = {}, {}

	look_at_unknown(before, after)
	forget_absent(before, after)
	for key, value in pairs(after) do
		if before[key] ~= value then
			sets[#sets + 1] = key
			sets[#sets + 1] = value
		end
	end
	for key in pairs(before) do
		if after[key] == nil then
			dels[#dels + 1] = key
		end
	end
	renew()
	if #sets > 0 or #dels > 0 then
		signal()
		redis.call('SET', INERT, 'true', 'NX')
		set_all(sets)
		call_all('DEL', nil, dels)
	end
	return #sets / 2 + #dels
end
