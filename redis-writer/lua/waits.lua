-- include: keys.lua lease.lua kop.lua view.lua
-- Who is kept out of the view, and by whom.  Arguments: ids.
--
-- Answers	OK [[id, owner, how, host], ...]	how: see view.lua

local ids, kept_out = {}, {}
for i = FIRST, #ARGV do
	ids[#ids + 1] = ARGV[i]
end
for _, object in ipairs(load(ids, host)) do
	place(object, {}, kept_out)
end
return {'OK', kept_out}
