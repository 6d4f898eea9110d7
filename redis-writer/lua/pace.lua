-- Messages to Traefik.  For each, Traefik reads all keys twice.  Therefore a
-- pause follows each message of any host.  Messages during the pause are held
-- back, and one is sent at its end.

local PAUSED = base .. 'paused'	-- exists during the pause
local UNSENT = base .. 'unsent'	-- exists if a message was held back

local PAUSE_MIN, PAUSE_MAX = 100, 60 * 1000	-- ms
local AUTO_MAX = 30 * 1000
local KEYS_PER_MS = 10		-- that Traefik reads twice in half the pause
local KEYS_PER_OBJECT = 8	-- where Redis does not tell the number of keys

local held_back = 0		-- ms until the message may be sent
local sent = 0			-- messages of this script

-- Returns the pause in ms.  Traefik lists all keys of the database, so that
-- their number counts, not only that of the root.
local function pause_of()
	if pause ~= 'auto' then
		return math.min(tonumber(pause) or 0, PAUSE_MAX)
	end
	local n = redis.pcall('DBSIZE')
	if type(n) ~= 'number' then
		n = redis.pcall('HLEN', SHOWN)
		n = type(n) == 'number' and n * KEYS_PER_OBJECT or 0
	end
	return math.max(PAUSE_MIN,
	    math.min(math.floor(n / KEYS_PER_MS), AUTO_MAX))
end

-- One message makes Traefik read the keys.  It sees all changes of this
-- script.  If the channel is not needed, Redis notifies Traefik of each key.
local function signal()
	local ms = pause_of()
	local left = ms > 0 and redis.call('PTTL', PAUSED) or -2

	if channel ~= '' and left >= 0 and left <= PAUSE_MAX then
		redis.call('SET', UNSENT, '1')
		held_back = left + 1
		return
	end
	if channel ~= '' then
		redis.call('PUBLISH', channel, 'set')
		sent = sent + 1
	end
	if ms > 0 then
		redis.call('SET', PAUSED, '1', 'PX', ms)
	end
	redis.call('DEL', UNSENT)
end

-- Sends a message that was held back, if the pause is over.
local function send_unsent()
	if redis.call('EXISTS', UNSENT) == 1 then
		signal()
	end
end

-- Returns the first string of a script's answer: "OK", or with the ms after
-- which the writer calls send.lua, and the messages that were sent.
local function ok()
	if held_back == 0 and sent == 0 then
		return 'OK'
	end
	return string.format('OK %d %d', held_back, sent)
end
