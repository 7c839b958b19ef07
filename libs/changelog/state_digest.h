// The digest over a state that goes from one service to another; see StateEnd
// in state_service.proto.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "libs/crypto/digest.h"

namespace creditproof::changelog {

// Not thread-safe.
class StateDigest {
 public:
  void Add(std::uint64_t position, absl::string_view stored);

  // 32 raw bytes. Call once.
  std::string Finish() { return digest_.Finish(); }

 private:
  crypto::Sha256Stream digest_;
};

}  // namespace creditproof::changelog
