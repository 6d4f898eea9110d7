-- traefik-kop may have run on this host before kopd, and may still run on
-- other hosts.  It keeps sets of the names that it has written, by host; it
-- writes and removes their keys at any time.  So the traefik-kop of another
-- host keeps a name that it lists: "traefik-kop@<its host>" is the first
-- claim, and no keys of ours are published until the name is not in the set
-- any more, or none of its keys exists: a set remains when its traefik-kop has
-- ended.

local KOP = 'traefik-kop@'

local function is_kop(h)
	return h ~= nil and string.sub(h, 1, #KOP) == KOP
end

local others

-- Returns the other hosts on which a traefik-kop runs, or ran.
local function kops()
	if not others then
		others = {}
		for _, k in ipairs(redis.call('HKEYS', KOPS)) do
			if k ~= host and string.find(k, HOSTNAME) then
				table.insert(others, k)
			end
		end
	end
	return others
end

-- Returns the claim of the host whose traefik-kop lists "http/routers/x", or
-- nil.
local function lister(name)
	for _, k in ipairs(kops()) do
		local section, kind, own =
		    string.match(name, '^(%a+)/(%a+)/(.+)$')
		local listed = own and redis.pcall('SISMEMBER', 'traefik_' ..
		    section .. '_' .. kind .. '@' .. k, own .. '@docker')
		if listed == 1 then
			return KOP .. k
		end
	end
	return nil
end
