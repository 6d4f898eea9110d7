-- include: keys.lua lease.lua kop.lua definition.lua shown.lua wants.lua lost.lua objects.lua closure.lua
-- Lists the hosts whose objects are not published, and the owners.  Arguments:
-- 1 if hosts that share the owner's definition are listed, too; ids.
--
-- Answers	OK [[id, owner, how, cause, container, ms, host, other, merge],
--		...]
-- how: see closure.lua, or "shared"; other: the container of that host; merge:
-- "1" if both hosts have kop.merge-lbs.

local function shared(object, h)
	local own, owner = object.want[h], object.owner
	local at = owner and object.want[owner]

	if ARGV[FIRST] ~= '1' or not own or not at or owner == h then
		return nil
	end
	return {object.id, owner, 'shared', '', at.origin, ''}
end

local function merges(object, h)
	local own, at = object.want[h], object.want[object.owner or '']

	return own and own.merge and at and at.merge and '1' or ''
end

local ids, out = {}, {}
for i = FIRST + 1, #ARGV do
	ids[#ids + 1] = ARGV[i]
end
for _, object in ipairs(load(ids, host)) do
	for _, h in ipairs(object.hosts) do
		local e = not is_kop(h) and
		    (kept_out(object, h) or shared(object, h))
		if e then
			local own = object.want[h]
			e[7], e[8], e[9] = h, own and own.origin or '',
			    merges(object, h)
			out[#out + 1] = e
		end
	end
end
return {'OK', out}
