local process = ARGV[1]
local countChanged = 0
for index = 2, #ARGV do
  if unwatch(ARGV[index], process) then countChanged = 1 end
end
return countChanged
