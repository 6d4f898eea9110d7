-- What Redis has of the host ARGV[1], as text: its own books, what it claims
-- and who came before it, its part of the view, and all that is no kopd's.
local host, out = ARGV[1], {}
local base = 'kopd:/traefik/'

local function add(...)
	out[#out + 1] = table.concat({...}, ' ')
end

-- All fields; returns them, too.
local function add_hash(key)
	local fields = redis.call('HGETALL', key)

	for i = 1, #fields, 2 do
		add(key, fields[i], redis.sha1hex(fields[i + 1]))
	end
	return fields
end

add_hash(base .. 'host/' .. host)
add('number', redis.call('HGET', base .. 'hosts', host))
add('lease', redis.call('GET', base .. 'lease/' .. host))
local want, names = add_hash(base .. 'want/' .. host), {}
for i = 1, #want, 2 do
	local claims = redis.call('HGET', base .. 'claims', want[i]) or host
	local first, last = string.find(' ' .. claims .. ' ',
	    ' ' .. host .. ' ', 1, true)

	add('claims', want[i], string.sub(claims, 1, last - 2))
	names[cmsgpack.unpack(want[i + 1])[1]] = true
end
for _, key in ipairs(redis.call('KEYS', '*')) do
	local name = string.match(key, '^traefik/(%a+/%a+/[^/]+)')

	if name and names[name] then
		add(key, redis.call('GET', key))
	elseif string.sub(key, 1, 8) ~= 'traefik/' and
	    string.sub(key, 1, #base) ~= base then
		add(key, redis.sha1hex(redis.call('DUMP', key)))
	end
end
table.sort(out)
return out
