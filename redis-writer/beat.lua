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
	if not alive(h) and
	    redis.call('EXISTS', want_of(h), entry_of(h)) > 0 then
		table.insert(answer, h)
	end
end
return answer
