// to be written next
