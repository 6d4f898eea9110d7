-- include: keys.lua pace.lua lease.lua kop.lua definition.lua shown.lua wants.lua lost.lua objects.lua closure.lua view.lua claims.lua
-- Stores and removes definitions of this host.  Arguments: the sequence number
-- that Redis must have; then id, mark and packed definition in turn.  An empty
-- definition removes the object.  The mark is "pause" for an object that is
-- not published until it is sent again, with its old definition; it is "named"
-- if published objects of this host, which are not in this call, refer to the
-- object; it is "was" for a definition that this host had in Redis before
-- Redis lost it, and the same id follows again; else it is empty.
--
-- Answers	OK seq keys-changed [[id, owner, how, cause, container, ms],
--			...] definitions [id that blocks more, ...]
--			[reserved id, ms, ...]
--		FIRST [id, ...]			no change: referrers of
--						these must be paused first
--		SEQ seq				Redis has another number
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end
if sequence ~= ARGV[FIRST] then
	return {'SEQ', sequence or ''}
end

local ids, marks, blobs, traces = {}, {}, {}, {}
for i = FIRST + 1, #ARGV, 3 do
	if ARGV[i + 1] == 'was' then
		traces[ARGV[i]] = ARGV[i + 2]
	else
		ids[#ids + 1] = ARGV[i]
		marks[#marks + 1] = ARGV[i + 1]
		blobs[#blobs + 1] = ARGV[i + 2]
	end
end

local wanted, good = {}, {}

local function is_good(object)
	local own, owner = object.want[host], object.owner

	return not own or owner == host or
	    owner and is_shared(own, object.want[owner])
end

local function define(object, blob)
	claim(object)
	object.want[host] = decode(blob, object.id)
	object.redefined = true
	if object.held and object.held.how == 'paused' and
	    object.held.host == host then
		object.held.how = 'blocked'
	end
	wanted[#wanted + 1] = object.id
	wanted[#wanted + 1] = blob
end

-- The keys may still be published though kopd's state of the object is lost.
local function place_trace(object, before)
	local trace, keys = traces[object.id], {}
	local d = trace and not object.shown and not object.want[host] and
	    not is_kop(object.hosts[1]) and decode(trace, object.id)

	if d and number_of(host) and not lister(d.name) then
		local path = root .. '/' .. d.name
		place_frame(path, d.list, keys)
		place_servers(path, host, d.servers, keys)
		for key in pairs(keys) do
			before[key] = before[key] or UNKNOWN
		end
	end
end

local before, after, objects = {}, {}, load(ids, host)
for i, object in ipairs(objects) do
	touch(object, before)
	object.sure = host
	place_trace(object, before)
	good[i] = is_good(object)
	if marks[i] == 'pause' then
		object.pause = true
	elseif blobs[i] == '' then
		unclaim(object, host, true)
		object.redefined = true
	else
		define(object, blobs[i])
	end
	yield(object, before)
	place_left(object, before)
end

local count = #objects
local more, kept = settle_all(objects, before, after)

local paused_first, out = {}, {}
for i = 1, count do
	local object = objects[i]
	local own = object.want[host]
	if own and marks[i] == 'named' and good[i] and (not is_good(object) or
	    missing(host, own)) then
		table.insert(paused_first, object.id)
	end
	table.insert(out, kept_out(object, host))
end
if #paused_first > 0 then
	return {'FIRST', paused_first}
end

local changed = commit(before, after)
call_all('HSET', want_of(host), wanted)
store_claims()
if not unwanted[host] then	-- else store_claims() has counted
	note_count(host)
end
local seq = string.format('%d', tonumber(sequence) + 1)
redis.call('HSET', entry_of(host), 'seq', seq)
return {ok(), seq, changed, out, loaded, more, kept}
