-- traefik-kop, which may have been here before us, and may run on other hosts
-- still.  It keeps sets of the names that it has written, by host; it writes
-- and removes keys of these as it likes.  So a name that the traefik-kop of
-- another host lists is left to it: "traefik-kop@<its host>" stands first
-- among the claims, and nothing of ours is in the view until the set has the
-- name no more, or nothing of it is there: sets outlive who made them.

local KOP = 'traefik-kop@'

local function is_kop(h)
	return h ~= nil and string.sub(h, 1, #KOP) == KOP
end

local others

-- The hosts on which one runs, or ran, but for ours.
local function kops()
	if not others then
		others = {}
		for _, k in ipairs(redis.call('HKEYS', KOPS)) do
			if k ~= host then
				table.insert(others, k)
			end
		end
	end
	return others
end

-- Who of them lists "http/routers/x", as it stands in claims; or nil.
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
