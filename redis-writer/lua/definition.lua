-- Definitions.  A packed definition is
--	[name, frame, servers, merge, references, origin]
-- frame: packed [key, value, ...], sorted, so that equal frames are equal
-- strings; servers: slot -> [key, value, ...], where slot -1 is the list
-- itself; references: ids of the objects that it refers to; origin: the name
-- of its container.  Definitions of an older kopd do not have the last two.

local SLOTS = 10000			-- of each host
local SERVERS = '/loadBalancer/servers'
local ARGUMENTS = 4000			-- of one call: unpack() has a limit

-- True for [string, ...].
local function is_texts(list)
	if type(list) ~= 'table' then
		return false
	end
	for i = 1, #list do
		if type(list[i]) ~= 'string' then
			return false
		end
	end
	return true
end

local paths = {[''] = true}	-- key -> whether it is a path: few

-- True for a path without empty parts.
local function is_path(key)
	if paths[key] == nil then
		paths[key] = not string.find('/' .. key .. '/', '//', 1, true) and
		    not string.find(key, '%c')
	end
	return paths[key]
end

-- True for [key, value, ...] of strings.
local function is_pairs(list)
	if not is_texts(list) or #list % 2 ~= 0 then
		return false
	end
	for i = 1, #list, 2 do
		if not is_path(list[i]) then
			return false
		end
	end
	return true
end

-- A slot beyond the last one would be a slot of another host.
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

-- True if this is a spelling of the object's name.  Another name would
-- overwrite another object.
local function is_name(name, id)
	if name == id then			-- as in most objects
		return string.find(id, '^%l+/%a+/[^/%c]+$') ~= nil and
		    not string.find(id, '/%d+$')
	elseif type(name) ~= 'string' then
		return false
	end
	local section, own = string.match(name, '^(%a+/%a+/)([^/%c]+)$')
	if not section or string.find(own, '^%d+$') or
	    string.lower(section) ~= string.sub(id, 1, #section) or
	    string.find(id, '[/%c]', #section + 1) then
		return false
	end
	return string.find(own, '[^%w%p%s%c]') ~= nil or	-- not ASCII
	    string.lower(own) == string.sub(id, #section + 1)
end

local lists = {}	-- frame -> unpacked: hosts may have equal ones

-- Returns nil if another client has overwritten the definition.
local function decode(blob, id)
	local ok, d = pcall(cmsgpack.unpack, blob)
	local fine, list

	if not ok or type(d) ~= 'table' or not is_name(d[1], id) or
	    type(d[2]) ~= 'string' or not is_servers(d[3]) or
	    not is_texts(d[5] or {}) then
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
	    merge = d[4] == 1, references = d[5] or {},
	    origin = type(d[6]) == 'string' and d[6] or ''}
end

local function is_same(a, b)
	return a.name == b.name and a.frame == b.frame
end

local function has_servers(definition)
	for slot in pairs(definition.servers) do
		if slot >= 0 then
			return true
		end
	end
	return false
end

-- True if two hosts can share an object with these definitions: if one has
-- servers of its own, both must merge theirs.
local function is_shared(a, b)
	return is_same(a, b) and (a.merge and b.merge or
	    not has_servers(a) and not has_servers(b))
end

-- True if all hosts that shared the old definition share the new one, too.
local function is_as_open(new, old)
	return is_same(new, old) and new.merge == old.merge and
	    (new.merge or has_servers(new) == has_servers(old))
end
