-- Numbers of hosts.

-- Returns the first of these numbers that no host has, else the smallest free
-- one.
local function free_number(...)
	local taken, n = {}, 1

	for _, text in ipairs(redis.call('HVALS', HOSTS)) do
		taken[good_number(text) or 0] = true
	end
	for i = 1, select('#', ...) do
		local text = select(i, ...)
		local number = text and good_number(text)
		if number and not taken[number] then
			return text
		end
	end
	while taken[n] do
		n = n + 1
	end
	return string.format('%d', n)
end
