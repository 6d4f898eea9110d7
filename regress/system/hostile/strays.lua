-- Keys of the view that belong to no object that a host wants, and books of
-- no host.
local base, out = 'kopd:/traefik/', {}
local single = {format = true, hosts = true, claims = true, kops = true,
    left = true, held = true, idle = true, shown = true, numbers = true,
    checked = true, silent = true, paused = true, unsent = true}
local names, hosts = {['tls/certificates'] = true}, {}

for _, host in ipairs(redis.call('HKEYS', base .. 'hosts')) do
	local want = redis.call('HGETALL', base .. 'want/' .. host)

	hosts[host] = true
	for i = 1, #want, 2 do
		names[cmsgpack.unpack(want[i + 1])[1]] = true
	end
end
for _, key in ipairs(redis.call('KEYS', 'traefik/*')) do
	local name = string.match(key, '^traefik/(%a+/%a+/[^/]+)')

	if not names[name or string.sub(key, 9)] then
		out[#out + 1] = 'stray: ' .. key
	end
end
for _, key in ipairs(redis.call('KEYS', base .. '*')) do
	local rest = string.sub(key, #base + 1)
	local kind, of = string.match(rest, '^(%a+)/(.*)$')

	if not (single[rest] or hosts[of or ''] or kind == 'blocked') then
		out[#out + 1] = 'stray: ' .. key
	end
end
return out
