-- Claims: who wants an object, in which order they came.  What changes is
-- collected here and stored at the end of a script.

local claimed = {}	-- [id, hosts, ...]
local unclaimed = {}	-- [id, ...]
local unwanted = {}	-- host -> [id, ...]

local function claim(object)
	for _, h in ipairs(object.hosts) do
		if h == host then
			return
		end
	end
	table.insert(object.hosts, host)
	object.changed = true
end

local function unclaim(object, h)
	for i, other in ipairs(object.hosts) do
		if other == h then
			table.remove(object.hosts, i)
			object.changed = true
			break
		end
	end
	object.want[h] = nil
	unwanted[h] = unwanted[h] or {}
	table.insert(unwanted[h], object.id)
end

-- Takes the object away from those whose lease is gone.
local function bury(object)
	local dead = {}

	for _, h in ipairs(object.hosts) do
		if not alive(h) then
			table.insert(dead, h)
		end
	end
	for _, h in ipairs(dead) do
		unclaim(object, h)
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
		place(object, after)
		note(object)
	end
	local n = commit(before, after)
	store_claims()
	return n
end
