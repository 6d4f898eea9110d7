-- Messages to Traefik, as a kopd sends them that has no pauses: in place of
-- redis-writer/lua/pace.lua.

local function signal()
	if channel ~= '' then
		redis.call('PUBLISH', channel, 'set')
	end
end

local function send_unsent()
end

local function ok()
	return 'OK'
end
