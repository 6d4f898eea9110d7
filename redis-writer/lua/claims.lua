-- Claims: who wants an object, in which order they came.  What changes is
-- collected here and stored at the end of a script.

local claimed = {}	-- [id, hosts, ...]
local unclaimed = {}	-- [id, ...]
local unwanted = {}	-- host -> [id, ...]
local spent = {}	-- ids of which nothing is left by traefik-kop

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

local function unclaim(object, h)
	disown(object, h)
	if #object.hosts == 1 and is_kop(object.hosts[1]) then
		object.hosts = {}	-- for which nobody waits
	end
	object.want[h] = nil
	unwanted[h] = unwanted[h] or {}
	table.insert(unwanted[h], object.id)
end

-- Takes the object away from those whose lease is gone.
local function bury(object)
	local dead = {}

	for _, h in ipairs(object.hosts) do
		if not is_kop(h) and not alive(h) then
			table.insert(dead, h)
		end
	end
	for _, h in ipairs(dead) do
		unclaim(object, h)
	end
end

-- Is there a key of that object which traefik-kop wrote?  Where ours are in the
-- view, it is one that we never write.
local function has_traces(d, ours)
	local path, keys = root .. '/' .. d.name, {}
	local logs = 'observability/accessLogs'	-- it writes out defaults

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

-- Leaves to traefik-kop what it lists, and takes what it lists no more.  Our
-- frame stays, since keys of that may be its own by now; it goes with these.
local function yield(object, before)
	local own, first = object.want[host], object.hosts[1]
	local kop = own and lister(own.name)

	if kop and not has_traces(own, not is_kop(first) and object.shown) then
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
	if object.shown then
		local frame = {}
		place_frame(object.shown[1], object.shown[2], frame)
		for key in pairs(frame) do
			before[key] = nil
		end
	end
end

-- What traefik-kop left of the object goes, or is written anew.
local function place_left(object, before)
	local ok, keys

	if not object.left then
		return
	end
	table.insert(spent, object.id)
	ok, keys = pcall(cmsgpack.unpack, object.left)
	if not ok or type(keys) ~= 'table' or is_kop(object.hosts[1]) then
		return
	end
	for _, key in ipairs(keys) do
		if type(key) == 'string' then
			before[key] = false
		end
	end
end

local function note(object)
	if not object.changed then
		return
	end
	if #object.hosts == 0 then
		table.insert(unclaimed, object.id)
	else
		table.insert(claimed, object.id)
		table.insert(claimed, table.concat(object.hosts, ' '))
	end
end

-- A host from which others take something must not find its old sequence
-- number when it comes back: it would believe that all is as it left it.
local function store_claims()
	for h, ids in pairs(unwanted) do
		if h == host then
			call_all('HDEL', want_of(h), ids)
		else
			-- what is no hash has nothing of it
			for i = 1, #ids, ARGUMENTS do
				redis.pcall('HDEL', want_of(h), unpack(ids, i,
				    math.min(i + ARGUMENTS - 1, #ids)))
			end
			redis.pcall('HDEL', entry_of(h), 'seq')
		end
	end
	call_all('HSET', CLAIMS, claimed)
	call_all('HDEL', CLAIMS, unclaimed)
	call_all('HDEL', LEFT, spent)
end

-- Takes objects away from one host, whoever shares or waits steps in.
local function take_away(victim, ids)
	local before, after = {}, {}

	if #ids == 0 then
		return 0
	end
	for _, object in ipairs(load(ids, victim)) do
		place(object, before)
		unclaim(object, victim)
		place_left(object, before)
		place(object, after)
		note(object)
	end
	local n = commit(before, after)
	store_claims()
	return n
end
