-- include: keys.lua lease.lua
-- Renews the lease, sees to the inert entry, and looks who is gone.
--
-- Answers	OK seq host ...			hosts that left something behind
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end

renew()
if redis.call('GET', INERT) ~= 'true' then
	redis.call('SET', INERT, 'true')
	signal()
end

local answer = {'OK', redis.call('HGET', entry_of(host), 'seq') or ''}
for _, h in ipairs(redis.call('HKEYS', HOSTS)) do
	if string.find(h, '^[%w._-]+$') and not alive(h) and
	    redis.call('EXISTS', want_of(h), entry_of(h)) > 0 then
		drop_unless_hash(want_of(h))
		table.insert(answer, h)
	end
end
return answer
