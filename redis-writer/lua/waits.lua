-- include: keys.lua lease.lua kop.lua definition.lua wants.lua lost.lua objects.lua closure.lua
-- Lists the hosts whose objects are not published, and the owners.  Arguments:
-- ids.
--
-- Answers	OK [[id, owner, how, cause, container, ms, host], ...]
--						how: see closure.lua

local ids, out = {}, {}
for i = FIRST, #ARGV do
	ids[#ids + 1] = ARGV[i]
end
for _, object in ipairs(load(ids, host)) do
	for _, h in ipairs(object.hosts) do
		local e = not is_kop(h) and kept_out(object, h)
		if e then
			e[7] = h
			out[#out + 1] = e
		end
	end
end
return {'OK', out}
