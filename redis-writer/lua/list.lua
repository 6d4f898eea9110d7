-- include: keys.lua lease.lua definition.lua
-- What a host wants, some at a time, so that it can be taken away in order:
-- what names others before what is named.  Arguments: that host, cursor.
--
-- Answers	OK next-cursor [id, "router" | "names" | "plain", ...]
--						cursor "0": that was all

local PAGE = 500

local victim, cursor, out = ARGV[FIRST], ARGV[FIRST + 1], {}
drop_unless_hash(want_of(victim))
local page = redis.call('HSCAN', want_of(victim), cursor, 'COUNT', PAGE)
for i = 1, #page[2], 2 do
	local id = page[2][i]
	local d = decode(page[2][i + 1], id)
	out[#out + 1] = id
	out[#out + 1] = string.find(id, '/routers/', 1, true) and 'router' or
	    d and #d.references > 0 and 'names' or 'plain'
end
return {'OK', page[1], out}
