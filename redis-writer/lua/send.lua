-- include: keys.lua pace.lua
-- Sends a message that was held back, if the pause is over.  The lease
-- of the host does not matter: nothing else is written.
--
-- Answers	OK

send_unsent()
return {ok()}
