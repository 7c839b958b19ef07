// Waiting for what other processes do.
#pragma once

#include <functional>
#include <string>

namespace creditproof::tests {

// Returns once `condition` holds. Fails the test, saying `what`, when it does
// not within a minute or two: the bound is there for tests that would hang, not
// to measure.
void WaitUntil(const std::string& what, const std::function<bool()>& condition);

}  // namespace creditproof::tests
