-- include: keys.lua lease.lua kop.lua view.lua claims.lua
-- Stores and removes definitions of this host.  Arguments: the sequence
-- number that Redis must have, "grace" where no host counts as gone, then
-- id and packed definition in turn; an empty one removes.
--
-- Answers	OK seq keys-changed [[id, owner, how], ...] definitions
--		SEQ seq				Redis has another number
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end
if sequence ~= ARGV[FIRST] then
	return {'SEQ', sequence or ''}
end

local grace = ARGV[FIRST + 1] == 'grace'
local ids, blobs = {}, {}
for i = FIRST + 2, #ARGV, 2 do
	ids[#ids + 1] = ARGV[i]
	blobs[#blobs + 1] = ARGV[i + 1]
end

local before, after, wanted, kept_out = {}, {}, {}, {}
for i, object in ipairs(load(ids, host)) do
	place(object, before)
	if not grace then
		bury(object)
	end
	if blobs[i] == '' then
		unclaim(object, host)
	else
		claim(object)
		object.want[host] = decode(blobs[i], object.id)
		wanted[#wanted + 1] = object.id
		wanted[#wanted + 1] = blobs[i]
	end
	yield(object, before)
	place_left(object, before)
	table.insert(kept_out, place(object, after))
	note(object)
end

local changed = commit(before, after)
call_all('HSET', want_of(host), wanted)
store_claims()
local seq = string.format('%d', tonumber(sequence) + 1)
redis.call('HSET', entry_of(host), 'seq', seq)
return {'OK', seq, changed, kept_out, loaded}
