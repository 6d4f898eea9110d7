-- The definitions that a host wants, and the keys below the root for them.

-- Returns the number in the host's entry, in case another client deleted the
-- list of numbers.
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

-- Returns the definitions of a host for these ids.  A host whose key is no
-- longer a hash has none.
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
