-- What every script is given, and the keys that kopd has in Redis.
--
-- Traefik listens to "__keyspace*:<root>*", and that "*" takes colons too:
-- so none of our keys may have ":<root>" in it.

local root, host, incarnation = ARGV[1], ARGV[2], ARGV[3]
local ttl = tonumber(ARGV[4])		-- of the lease, in ms; else of the pulse,
					-- negative: the lease is for ever
local channel = ARGV[5]			-- where Traefik listens; "": nobody needs it
local expire = tonumber(ARGV[6])	-- of the view's keys, in ms; 0: never
local FIRST = 7				-- the script's own arguments

local LAYOUT = '1'
local base = 'kopd:/' .. root .. '/'

-- A host's number, or nil: times 10000 it has to be a whole number still.
local function good_number(text)
	if text and #text <= 9 and string.find(text, '^[1-9]%d*$') then
		return tonumber(text)
	end
	return nil
end

local FORMAT = base .. 'format'
local HOSTS = base .. 'hosts'
local CLAIMS = base .. 'claims'
local KOPS = base .. 'kops'	-- see kop.lua
local LEFT = base .. 'left'	-- id -> keys that traefik-kop left
local HELD = base .. 'held'	-- see objects.lua
local SHOWN = base .. 'shown'	-- see view.lua
local IDLE = base .. 'idle'	-- host without anything -> since when
local INERT = root .. '/tls/certificates'

local function entry_of(h)
	return base .. 'host/' .. h
end

local function lease_of(h)
	return base .. 'lease/' .. h
end

local function want_of(h)
	return base .. 'want/' .. h
end

-- Ids of objects that are blocked by this one.
local function blocked_of(id)
	return base .. 'blocked/' .. id
end

-- A lease for ever says nothing of who holds it: beside it a pulse runs out.
local function pulse_of(h)
	return base .. 'pulse/' .. h
end

local function heard_of(h)
	return redis.call('EXISTS', pulse_of(h)) == 1
end

-- Sets our lease.  Of all writes this is the first in every script, since it
-- changes nothing that counts: if Redis takes no writes, nothing is half done.
local function renew()
	if ttl > 0 then
		redis.call('SET', lease_of(host), incarnation, 'PX', ttl)
	else
		redis.call('SET', lease_of(host), incarnation)
		redis.call('SET', pulse_of(host), incarnation, 'PX', -ttl)
	end
end

-- One message makes Traefik read; it sees all that this script does.
local function signal()
	if channel ~= '' then
		redis.call('PUBLISH', channel, 'set')
	end
end

-- A key's text, or nil.  What is no text somebody else wrote: it is none.
local function text_of(key)
	local value = redis.pcall('GET', key)

	if type(value) == 'table' then
		if string.find(value.err, 'WRONGTYPE', 1, true) then
			return nil
		end
		value = redis.call('GET', key)
	end
	return value or nil
end

-- What somebody wrote over one of our hashes would be in the way for ever.
local function drop_unless_hash(key)
	local n = redis.pcall('HLEN', key)

	if type(n) == 'table' and
	    string.find(n.err, 'WRONGTYPE', 1, true) then
		redis.call('DEL', key)
	end
end
