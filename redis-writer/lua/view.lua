-- The view: which keys stand under the root for an object.
--
-- An object here is a table: id; hosts, who claims it, oldest first; want,
-- host -> definition; left, keys of its that traefik-kop left; shown, where
-- its frame stands, as place() found it first.  A definition is packed as
--	[name, frame, servers, merge]
-- frame: packed [key, value, ...], sorted, so that equal frames are equal
-- strings; servers: slot -> [key, value, ...], slot -1 being the list itself.

local SLOTS = 10000			-- of each host
local SERVERS = '/loadBalancer/servers'
local ARGUMENTS = 4000			-- of one call: unpack() has a limit

local function number_of(h)
	if numbers[h] == nil then
		numbers[h] = good_number(redis.call('HGET', HOSTS, h)) or false
	end
	return numbers[h]
end

-- True for [key, value, ...] of texts.
local function is_pairs(list)
	if type(list) ~= 'table' or #list % 2 ~= 0 then
		return false
	end
	for i = 1, #list do
		if type(list[i]) ~= 'string' then
			return false
		end
	end
	return true
end

-- A slot beyond the last would be another host's.
local function is_servers(servers)
	if type(servers) ~= 'table' then
		return false
	end
	for slot, list in pairs(servers) do
		if type(slot) ~= 'number' or slot < -1 or slot >= SLOTS or
		    slot % 1 ~= 0 or not is_pairs(list) then
			return false
		end
	end
	return true
end

-- True for the object's name as somebody may spell it: another one would
-- write over what belongs to another object.
local function is_name(name, id)
	if name == id then
		return true			-- as most are
	elseif type(name) ~= 'string' then
		return false
	end
	local section, own = string.match(name, '^(%a+/%a+/)([^/]+)$')
	if not section or string.find(own, '^%d+$') or
	    string.lower(section) ~= string.sub(id, 1, #section) then
		return false
	end
	return string.find(own, '[^%w%p%s%c]') ~= nil or	-- not ASCII
	    string.lower(own) == string.sub(id, #section + 1)
end

local lists = {}	-- frame -> unpacked: many hosts may have the same

-- What somebody else wrote over a definition is no definition.
local function decode(blob, id)
	local ok, d = pcall(cmsgpack.unpack, blob)
	local fine, list

	if not ok or type(d) ~= 'table' or not is_name(d[1], id) or
	    type(d[2]) ~= 'string' or not is_servers(d[3]) then
		return nil
	end
	list = lists[d[2]]
	if not list then
		fine, list = pcall(cmsgpack.unpack, d[2])
		if not fine or not is_pairs(list) then
			return nil
		end
		lists[d[2]] = list
	end
	return {name = d[1], frame = d[2], list = list, servers = d[3],
	    merge = d[4] == 1}
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

-- Definitions, of all hosts: what takes a script its time.
local loaded = 0

-- The objects of these ids as they are stored.  What this one wants it also
-- claims, if somebody deleted the claim: else nobody would take it away.
local function load(ids, this)
	local objects, asked = {}, {[this] = {ids = ids, objects = {}}}
	local claims = redis.call('HMGET', CLAIMS, unpack(ids))
	local left = redis.call('HMGET', LEFT, unpack(ids))

	for i, id in ipairs(ids) do
		local object = {id = id, hosts = {}, want = {}, left = left[i]}
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
	end
	for h, ask in pairs(asked) do
		local blobs = wanted_of(h, ask.ids)
		loaded = loaded + #ask.ids
		for i, object in ipairs(ask.objects) do
			object.want[h] = blobs[i] and
			    decode(blobs[i], object.id)
		end
	end
	for _, object in ipairs(objects) do
		if object.want[this] and not object.claimed then
			table.insert(object.hosts, this)
			object.changed = true
		end
	end
	return objects
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

-- How an object of host h is kept out: {id, owner, "waits"} or, where only
-- its servers are, "alone".  all, if there is one, gets those of each host.
local function kept_out_by(object, h, owner, how, all)
	if all then
		table.insert(all, {object.id, owner, how, h})
	end
	return h == host and {object.id, owner, how} or nil
end

-- Adds the object's keys.  Returns nil, or how the object of this host is
-- kept out.
local function place(object, keys, all)
	local owner, owner_host, path, out, kop

	for _, h in ipairs(object.hosts) do
		local d = object.want[h]
		if is_kop(h) then
			kop = h
		elseif not d or not number_of(h) then
			-- a claim without a definition: nothing to show
		elseif kop then
			out = kept_out_by(object, h, kop, 'waits', all) or out
		elseif not owner then
			owner, owner_host, path = d, h, root .. '/' .. d.name
			place_frame(path, d.list, keys)
			place_servers(path, h, d.servers, keys)
			object.shown = object.shown or {path, d.list}
		elseif d.name ~= owner.name or d.frame ~= owner.frame then
			out = kept_out_by(object, h, owner_host, 'waits', all) or
			    out
		elseif d.merge and owner.merge then
			place_servers(path, h, d.servers, keys)
		elseif next(d.servers) then
			out = kept_out_by(object, h, owner_host, 'alone', all) or
			    out
		end
	end
	return out
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
