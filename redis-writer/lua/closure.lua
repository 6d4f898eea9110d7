-- Decides what is published: an object only together with all objects that it
-- refers to.
--
-- A reference means the host's own definition of that name, if it has one.  So
-- an object of a host is published only while each object that it refers to,
-- and that the same host defines, is published with an equal definition.  If
-- not, the object is blocked.  If the host does not define the other object,
-- any definition will do.
--
-- The owner keeps a name as long as it claims it, also while it is blocked.

local DEPTH = 256	-- of references in shared objects

local claims_of = {}	-- id -> its claims as stored, if not loaded
local looked_up = {}	-- host -> id -> whether its definition is read

local function has_word(words, word)
	return words == word or words ~= '' and
	    string.find(' ' .. words .. ' ', ' ' .. word .. ' ', 1, true)
end

-- Reads the claims of the objects that these definitions refer to.
local function look_up_claims(definitions)
	local ids, asked = {}, {}

	for _, d in ipairs(definitions) do
		for _, id in ipairs(d.references) do
			if not known[id] and not claims_of[id] and
			    not asked[id] then
				asked[id] = true
				ids[#ids + 1] = id
			end
		end
	end
	for i = 1, #ids, ARGUMENTS do
		local last = math.min(i + ARGUMENTS - 1, #ids)
		local claims = redis.call('HMGET', CLAIMS, unpack(ids, i, last))
		local shown = redis.call('HMGET', SHOWN, unpack(ids, i, last))
		for j = i, last do
			claims_of[ids[j]] = claims[j - i + 1] or
			    sole_owner(shown[j - i + 1]) or ''
		end
	end
end

-- Adds to `lost' those of these ids that host h wants but does not claim.
local function find_unclaimed(h, ids, lost)
	for i = 1, #ids, ARGUMENTS do
		local part = {unpack(ids, i,
		    math.min(i + ARGUMENTS - 1, #ids))}
		local blobs = wanted_of(h, part)
		for j, id in ipairs(part) do
			if blobs[j] then
				lost[#lost + 1] = id
			end
		end
	end
end

local function load_all(ids, lost)
	local part, seen = {}, {}

	for _, id in ipairs(ids) do
		if not known[id] and not seen[id] then
			part[#part + 1], seen[id] = id, true
		end
		if #part == ARGUMENTS then
			load(part, host, lost)
			part = {}
		end
	end
	if #part > 0 then
		load(part, host, lost)
	end
end

-- Loads those references of these definitions that the decision depends on:
-- most are claimed by this host alone, and are published.  If claims are lost,
-- the definition of the host counts.
local function look_up(hosts, definitions)
	local ids, lost, unclaimed_ids = {}, {}, {}

	look_up_claims(definitions)
	for i, d in ipairs(definitions) do
		local h = hosts[i]
		local done = looked_up[h] or {}
		looked_up[h] = done
		for _, id in ipairs(d.references) do
			local claims = not known[id] and not done[id] and
			    claims_of[id]
			done[id] = true
			if not claims then
				-- it is loaded
			elseif not has_word(claims, h) then
				unclaimed_ids[h] = unclaimed_ids[h] or {}
				table.insert(unclaimed_ids[h], id)
			elseif claims ~= h or has_held() then
				ids[#ids + 1] = id
			end
		end
	end
	for h, list in pairs(unclaimed_ids) do
		find_unclaimed(h, list, lost)
	end
	load_all(lost, true)
	load_all(ids, false)
end

local settle

-- Returns the id of an object that this definition of host h refers to and
-- that is not published as h defines it, or nil.  In a cycle, an object that
-- is being decided about counts as published.  seen: the objects of other
-- hosts that were read.
local function missing(h, definition, seen)
	for _, id in ipairs(definition.references) do
		if not known[id] and not (looked_up[h] and looked_up[h][id]) then
			look_up({h}, {definition})
		end
		local object = known[id]
		local own = object and object.want[h]
		if own and not object.settling then
			settle(object)
			local owner = object.owner
			if owner ~= h and not (owner and
			    is_shared(own, object.want[owner])) then
				return id
			end
			seen = seen or {}
			if owner ~= h and not seen[id] then
				seen[id], seen.n = true, (seen.n or 0) + 1
				local below = seen.n > DEPTH and id or
				    missing(h, own, seen)
				if below then
					return below
				end
			end
		end
	end
	return nil
end

-- Returns the first host with a claim whose definition fits and refers to
-- nothing that is missing.
local function first(object, fits)
	for _, h in ipairs(object.hosts) do
		local d = object.want[h]
		if d and number_of(h) and fits(h, d) then
			local cause = d.references[1] and missing(h, d)
			if not cause then
				return h
			end
			object.causes = object.causes or {}
			table.insert(object.causes, cause)
		end
	end
	return nil
end

local function anyone()
	return true
end

local function has_claimant(object)
	for _, h in ipairs(object.hosts) do
		if object.want[h] and number_of(h) then
			return true
		end
	end
	return false
end

local time

-- Returns the time of Redis in ms.
local function now()
	if not time then
		local t = redis.call('TIME')
		time = t[1] * 1000 + math.floor(t[2] / 1000)
	end
	return time
end

local function meaning_of(definition)
	return redis.sha1hex(definition.name .. '\n' .. definition.frame)
end

-- Returns the ms until a reservation expires.  A reservation of a clock that
-- was set back has expired.
local function reserved_for(held)
	local ms = (tonumber(held.till) or 0) - now()

	return ms > 0 and ms <= RESERVE_MAX and ms or 0
end

-- Host h keeps the name, also while its definition is blocked.  A host with an
-- equal definition publishes it meanwhile.
local function keep_name(object, h)
	local own = object.want[h]

	return first(object, function(other, d)
		return other == h or is_shared(d, own)
	end), {how = 'blocked', host = h}
end

-- The name is reserved for its last owner.  A host with an equal definition
-- may have it.
local function keep_free(object, held)
	return first(object, function(_, d)
		return meaning_of(d) == held.meaning
	end), held
end

-- The object was published: decides which host publishes it now, or why none
-- does.  A second decision with this result, see resume(), must change
-- nothing.
local function succeed(object, was, old)
	local h = first(object, function(other, d)
		if other == was then
			return is_as_open(d, old)
		end
		return is_shared(d, old)
	end)

	if h then
		return h
	elseif object.want[was] then
		return keep_name(object, was)
	elseif not has_claimant(object) then
		return nil
	elseif object.released and reserve > 0 then
		return keep_free(object, {how = 'reserved', host = was,
		    till = now() + reserve, meaning = meaning_of(old)})
	end
	return first(object, anyone), {how = 'blocked'}
end

-- The object was held.
local function resume(object, held)
	local own = held.host and object.want[held.host]

	if not has_claimant(object) then
		return nil
	elseif held.how == 'paused' and own and
	    text_of(lease_of(held.host)) == held.till then
		return nil, held
	elseif held.how == 'reserved' and reserved_for(held) > 0 and not own then
		return keep_free(object, held)
	elseif own and number_of(held.host) then
		return keep_name(object, held.host)
	elseif held.how ~= 'reserved' and object.released and reserve > 0 and
	    object.gone and object.gone == held.host then
		return nil, {how = 'reserved', host = held.host,
		    till = now() + reserve, meaning = ''}
	end
	return first(object, anyone), {how = 'blocked'}
end

-- Decides which host publishes a touched object, after all that it refers to.
settle = function(object)
	local was, old, held = object.owner, object.old, object.held
	local h, why

	if not object.touched or object.settled then
		return
	end
	object.settled, object.settling = true, true
	if #object.hosts == 0 then
		-- no host wants it
	elseif is_kop(object.hosts[1]) then
		-- traefik-kop owns it
	elseif object.pause and was == host then
		h = first(object, function(other, d)
			return other ~= host and is_shared(d, old)
		end)
		why = {how = 'paused', host = host, till = incarnation}
	elseif was and old then
		h, why = succeed(object, was, old)
	elseif held then
		h, why = resume(object, held)
	else
		h = first(object, anyone)
		why = has_claimant(object) and {how = 'blocked'}
	end
	object.owner, object.settling = h, false
	object.held = not h and why or nil
	if h then
		make_first(object, h)
	end
end

-- Returns why the object of host h is not published, or nil:
--	waits		the owner has another definition of it
--	alone		only the owner's servers are published
--	blocked		it refers to `cause', which the owner defines
--			differently
--	reserved	the name is reserved for the owner, for ms
local function kept_out(object, h)
	local own, owner, held = object.want[h], object.owner, object.held
	local at = owner and object.want[owner]
	local cause

	if not own or owner == h or at and is_shared(own, at) then
		return nil
	elseif is_kop(object.hosts[1]) then
		return {object.id, object.hosts[1], 'waits', '', '', ''}
	elseif owner then
		return {object.id, owner, is_same(own, at) and 'alone' or
		    'waits', '', at.origin, ''}
	elseif not held or held.how == 'paused' then
		return nil
	elseif held.how == 'reserved' then
		return {object.id, held.host or '', 'reserved', '', '',
		    string.format('%d', reserved_for(held))}
	end
	cause = missing(h, own)
	if not cause then
		return {object.id, held.host or '', 'waits', '', '', ''}
	end
	local other = known[cause]
	owner = other.owner or other.held and other.held.host or ''
	at = other.want[owner]
	return {object.id, owner, 'blocked', cause, at and at.origin or '', ''}
end
