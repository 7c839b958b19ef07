// One HTTP request to a server that is not ours, at bounded cost.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace creditproof::http {

// Where to, and how much it may cost.
struct Target {
  std::string url;             // http:// or https://
  std::string content_type;    // of what is sent; empty when nothing is
  std::string ca_file;         // PEM, for https; empty: the system's
  absl::Duration timeout;      // for all of it, from the name to the last byte
  std::size_t most_bytes = 0;  // of the answer
};

// OK, or INVALID_ARGUMENT when the URL is not http or https, or is none.
absl::Status CheckUrl(const std::string& url);

// Likewise, or when it is http to another machine: what others in the network
// must not alter comes by https.
absl::Status CheckSecureUrl(const std::string& url);

// The body of the answer, which must have status 200. Follows no redirection
// and asks no proxy. Fails with UNAVAILABLE, saying why, after `timeout` at the
// latest. Thread-safe.
absl::StatusOr<std::string> Post(const Target& target, absl::string_view body);

// Likewise.
absl::StatusOr<std::string> Get(const Target& target);

}  // namespace creditproof::http
