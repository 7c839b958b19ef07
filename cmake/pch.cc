// The unit whose precompiled header all others take (CreditProof.cmake).
