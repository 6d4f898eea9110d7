-- Restores claims that another client deleted.  The definitions tell which
-- hosts claimed an object, and the published keys tell the owner.  The order
-- of the waiting hosts is lost: they follow the owner in any order.

-- Puts the owner first among the claims.
local function make_first(object, h)
	for i, other in ipairs(object.hosts) do
		if other == h then
			table.remove(object.hosts, i)
			table.insert(object.hosts, 1, h)
			object.changed = object.changed or i > 1
			return
		end
	end
end

-- Adds claims of all listed hosts that want these objects.  Returns the number
-- of new definitions.
local function find_claims(objects)
	local ids, found = {}, 0

	for i, object in ipairs(objects) do
		ids[i] = object.id
	end
	for _, h in ipairs(redis.call('HKEYS', HOSTS)) do
		local blobs = wanted_of(h, ids)
		for i, object in ipairs(objects) do
			local d = not object.want[h] and blobs[i] and
			    decode(blobs[i], object.id)
			if d then
				table.insert(object.hosts, h)
				object.want[h], object.changed = d, true
				found = found + 1
			end
		end
	end
	return found
end

-- True if all keys of that definition are published with their values.
local function is_shown(h, d)
	local keys, names = {}, {}

	place_frame(root .. '/' .. d.name, d.list, keys)
	place_servers(root .. '/' .. d.name, h, d.servers, keys)
	for key in pairs(keys) do
		names[#names + 1] = key
	end
	for i = 1, #names, ARGUMENTS do
		local last = math.min(i + ARGUMENTS - 1, #names)
		local values = redis.call('MGET', unpack(names, i, last))
		for j = i, last do
			if values[j - i + 1] ~= keys[names[j]] then
				return false
			end
		end
	end
	return #names > 0
end

-- Puts the owner first, if one publishes the object.  Else the object is
-- decided about like a new one.
local function find_owner(object)
	for _, h in ipairs(object.hosts) do
		local d = object.want[h]
		if d and number_of(h) and is_shown(h, d) then
			make_first(object, h)
			return h
		end
	end
	return nil
end
