-- The view: which keys stand under the root for an object.

local function place_servers(path, h, servers, keys)
	for slot, pairs_ in pairs(servers) do
		local at = path .. SERVERS
		if slot >= 0 then
			at = at .. '/' .. string.format('%d',
			    number_of(h) * SLOTS + slot)
		end
		for i = 1, #pairs_, 2 do
			local key = pairs_[i]
			if key ~= '' then
				key = '/' .. key
			end
			keys[at .. key] = pairs_[i + 1]
		end
	end
end

local function place_frame(path, list, keys)
	for i = 1, #list, 2 do
		local key = list[i]
		if key ~= '' then
			key = '/' .. key
		end
		keys[path .. key] = list[i + 1]
	end
end

-- Adds the keys of the object, as its owner has it.
local function place(object, keys)
	local h = object.owner
	local owner = h and object.want[h]

	if not owner then
		return
	end
	local path = root .. '/' .. owner.name
	place_frame(path, owner.list, keys)
	place_servers(path, h, owner.servers, keys)
	for _, other in ipairs(owner.merge and object.hosts or {}) do
		local d = object.want[other]
		if other ~= h and d and d.merge and is_same(d, owner) and
		    number_of(other) then
			place_servers(path, other, d.servers, keys)
		end
	end
end

-- Calls a command with all arguments, in as many calls as that takes.
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

-- Brings the view from one set of keys to another; returns how many differ.
local function commit(before, after)
	local sets, dels = {}, {}

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
