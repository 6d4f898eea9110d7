-- include: keys.lua lease.lua definition.lua
-- Lists the objects that a host wants, some at a time, so that they can be
-- removed in order: objects before those that they refer to.  Arguments: that
-- host, cursor.
--
-- Answers	OK next-cursor [id, "router" | "names" | "plain", ...] whole
--						cursor "0": the end; whole:
--						1 unless some were deleted;
--						2: nothing is left of the host

local PAGE = 500

local victim, cursor, out = ARGV[FIRST], ARGV[FIRST + 1], {}
drop_unless_hash(want_of(victim))
local count = redis.call('HLEN', want_of(victim))
local noted = redis.pcall('HGET', entry_of(victim), 'objects')
local page = redis.call('HSCAN', want_of(victim), cursor, 'COUNT', PAGE)
for i = 1, #page[2], 2 do
	local id = page[2][i]
	local d = decode(page[2][i + 1], id)
	out[#out + 1] = id
	out[#out + 1] = string.find(id, '/routers/', 1, true) and 'router' or
	    d and #d.references > 0 and 'names' or 'plain'
end
local whole = noted == string.format('%d', count) and 1 or 0
if redis.call('EXISTS', want_of(victim), entry_of(victim)) == 0 then
	whole = 2
end
return {'OK', page[1], out, whole}
