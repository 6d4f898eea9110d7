-- include: keys.lua lease.lua
-- Notes the legacy keys of some objects, so that the next script that touches
-- an object removes them.  Arguments: id and packed list of keys in turn.
--
-- Answers	OK
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end

for i = FIRST, #ARGV, 2 do
	redis.call('HSET', LEFT, ARGV[i], ARGV[i + 1])
end
return {'OK'}
