local countChanged = 0
for _, person in ipairs(ARGV) do
  dropGrant(person)
  if unwatch(person) then countChanged = 1 end
end
return countChanged
