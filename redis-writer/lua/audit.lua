-- include: keys.lua pace.lua lease.lua number.lua listed.lua kop.lua definition.lua shown.lua wants.lua lost.lua objects.lua closure.lua view.lua claims.lua
-- Verifies some of the published keys, after another client may have deleted
-- the state of their objects, and removes those that no host wants.
-- Arguments: cursor; how many objects; "grace" while no other host counts as
-- expired.
--
-- Answers	OK keys-changed next-cursor again [id, ...] [id that blocks more,
--			...] [reserved id, ms, ...]
--						cursor "0": the end; again:
--						1: audit once more later;
--						ids: ours, but not stored
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end

local grace = ARGV[FIRST + 2] == 'grace'
local page = redis.call('HSCAN', SHOWN, ARGV[FIRST], 'COUNT', ARGV[FIRST + 1])
local ids, mine, again = {}, {}, 0
for i = 1, #page[2], 2 do
	ids[#ids + 1] = page[2][i]
end
if page[1] == '0' then
	note_count(host)
end
if #ids == 0 then
	return {ok(), 0, page[1], 0, {}, {}, {}}
end

local hosts = {}

local function is_listed(h)
	if not hosts[h] then
		hosts[h] = redis.call('HGET', HOSTS, h)
	end
	return hosts[h]
end

local LISTS_MAX = 10	-- hosts that one script lists: each reads all numbers
local lists = 0

-- Lists a host that claims objects, because only listed hosts can expire.
local function list_claimant(h)
	if is_listed(h) or not string.find(h, HOSTNAME) then
		-- it is known, or no host
	elseif lists == LISTS_MAX then
		again = 1
	else
		lists = lists + 1
		renew()
		list_host(h, free_number(entry_number(h)))
	end
end

-- True if all hosts that claim the object have a definition of it.  An expired
-- host without a definition loses its claim.
local function is_told(object)
	local told = true

	for _, h in ipairs({unpack(object.hosts)}) do
		if is_kop(h) or object.want[h] then
			-- this claim is complete
		elseif h == host then
			mine[#mine + 1] = object.id
			told = false
		elseif alive(h) or grace then
			again = alive(h) and again or 1
			told = false
		else
			disown(object, h)
		end
	end
	return told
end

local before, after, objects, touched = {}, {}, load(ids, host), {}
for _, object in ipairs(objects) do
	for _, h in ipairs(object.hosts) do
		if not is_kop(h) then
			list_claimant(h)
		end
	end
	if is_told(object) then
		touch(object, before)
		touched[#touched + 1] = object
	end
end
local more, kept = settle_all(touched, before, after)
local changed = commit(before, after)
store_claims()
return {ok(), changed, page[1], again, mine, more, kept}
