-- Definitions.  One is packed as
--	[name, frame, servers, merge, references, origin]
-- frame: packed [key, value, ...], sorted, so that equal frames are equal
-- strings; servers: slot -> [key, value, ...], slot -1 being the list itself;
-- references: ids of the objects that it names; origin: its container's name.
-- The last two are missing where an older kopd wrote it.

local SLOTS = 10000			-- of each host
local SERVERS = '/loadBalancer/servers'
local ARGUMENTS = 4000			-- of one call: unpack() has a limit

-- True for [text, ...].
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

local paths = {[''] = true}	-- key -> whether it is one: they are few

-- True for a path without empty parts.
local function is_path(key)
	if paths[key] == nil then
		paths[key] = not string.find('/' .. key .. '/', '//', 1, true) and
		    not string.find(key, '%c')
	end
	return paths[key]
end

-- True for [key, value, ...] of texts.
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
	if name == id then			-- as most are
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

local lists = {}	-- frame -> unpacked: many hosts may have the same

-- What somebody else wrote over a definition is no definition.
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

-- Whether two hosts mean the same by these: where one has servers of its own,
-- both must share theirs.
local function is_shared(a, b)
	return is_same(a, b) and (a.merge and b.merge or
	    not has_servers(a) and not has_servers(b))
end

-- Whether all that shared the one share the other, which takes its place.
local function is_as_open(new, old)
	return is_same(new, old) and new.merge == old.merge and
	    (new.merge or has_servers(new) == has_servers(old))
end
